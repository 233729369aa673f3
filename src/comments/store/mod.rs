//! Where comments are kept: behind [`comments::CommentStore`], whatever it is.

pub mod device;

pub use self::device::DeviceStore;
