//! Runs a test program's stories, as `cargo test` runs tests: by name, several at once, with a filter.
//!
//! A harness of our own, because browsers are shared between stories ([`crate::pool`]) and somebody must close them when
//! the last story is over.

use std::{
    any::Any,
    cell::{Cell, RefCell},
    panic,
    process::ExitCode,
    thread,
};

use libtest_mimic::{Arguments, Failed, Trial};

use crate::{browser::Browser, device::Device, pool, story::Outcome};

/// Browsers at work at once, for each processor: while one waits for its page or its driver, another one works.
const BROWSERS_PER_PROCESSOR: usize = 2;

/// A test: a story in one browser, or a check that needs none. Made by [`crate::in_every_browser`],
/// [`crate::in_one_browser`] and [`crate::without_browser`].
#[derive(Clone, Copy, Debug)]
pub struct Test {
    /// Where it is in the source, by its path in Rust: `reader::folding::a_section_folds`.
    path: &'static str,
    run: Run,
}

#[derive(Clone, Copy, Debug)]
enum Run {
    Story {
        browser: Browser,
        device: fn() -> Device,
        tell: fn(Browser, Device) -> Outcome,
    },
    Check(fn() -> Outcome),
}

inventory::collect!(Test);

impl Test {
    /// A story told in `browser`.
    pub const fn story(
        path: &'static str,
        browser: Browser,
        device: fn() -> Device,
        tell: fn(Browser, Device) -> Outcome,
    ) -> Self {
        let run = Run::Story {
            browser,
            device,
            tell,
        };
        Self { path, run }
    }

    /// A check of finished files.
    pub const fn check(path: &'static str, check: fn() -> Outcome) -> Self {
        Self {
            path,
            run: Run::Check(check),
        }
    }

    /// `folding::a_section_folds::firefox`
    fn name(&self) -> String {
        let path = self.path.split_once("::").map_or(self.path, |(_, it)| it);
        match self.run {
            Run::Story { browser, .. } => {
                format!("{path}::{}", browser.to_string().to_lowercase())
            }
            Run::Check(_) => path.to_owned(),
        }
    }

    /// Whom the story is told: tests with the same device stand together, so that they share browsers.
    fn device(&self) -> Option<Device> {
        match self.run {
            Run::Story { device, .. } => Some(device()),
            Run::Check(_) => None,
        }
    }

    fn run(&self) -> Outcome {
        match self.run {
            Run::Story {
                browser,
                device,
                tell,
            } => tell(browser, device()),
            Run::Check(check) => check(),
        }
    }
}

thread_local! {
    /// The test that runs on this thread.
    static NAME: RefCell<String> = const { RefCell::new(String::new()) };
    /// What the last panic on this thread said, and where.
    static PANIC: Cell<Option<String>> = const { Cell::new(None) };
}

/// The name of the test that runs on this thread.
pub(crate) fn name() -> String {
    NAME.with_borrow(Clone::clone)
}

/// What a panic that was caught on this thread said, and where.
pub(crate) fn said_by(panic: &(dyn Any + Send)) -> String {
    let payload = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    PANIC
        .take()
        .unwrap_or_else(|| payload.unwrap_or("a panic").to_owned())
}

/// Runs all tests that the program's arguments choose, then closes the browsers: the whole of a test program.
pub fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    let processors = thread::available_parallelism().map_or(2, usize::from);
    arguments
        .test_threads
        .get_or_insert(processors * BROWSERS_PER_PROCESSOR);
    panic::set_hook(Box::new(|info| PANIC.set(Some(info.to_string()))));

    let mut tests: Vec<&Test> = inventory::iter::<Test>.into_iter().collect();
    tests.sort_by_key(|test| {
        (
            test.device() == Some(Device::default()),
            test.device(),
            test.name(),
        )
    });
    let trials = tests.into_iter().map(|test| {
        Trial::test(test.name(), || {
            NAME.set(test.name());
            let outcome = test.run().map_err(|error| format!("{error:?}"));
            // Of a task, whose story may have passed all the same.
            if let Some(panic) = PANIC.take() {
                eprintln!("{}: {panic}", test.name());
            }
            outcome.map_err(Failed::from)
        })
    });
    let conclusion = libtest_mimic::run(&arguments, trials.collect());
    pool::close();
    conclusion.exit_code()
}

/// Makes of each story, an `async fn(&Reader) -> Outcome`, a test for each of the three browsers:
/// `folding::a_section_folds::firefox`. After a colon stands the [`Device`] that it needs, if it needs one.
///
/// ```ignore
/// e2e::in_every_browser! {
///     a_section_folds;
///     every_word_is_readable_without_scripts: Device::without_scripts();
/// }
/// ```
#[macro_export]
macro_rules! in_every_browser {
    ($($story:ident $(: $device:expr)?;)+) => { $(
        $crate::tests! { $story [Chromium Firefox WebKit] $($device)? }
    )+ };
}

/// As [`in_every_browser`], in Chromium alone: for what cannot depend on the engine. CONTRIBUTING.md says what that is.
#[macro_export]
macro_rules! in_one_browser {
    ($($story:ident $(: $device:expr)?;)+) => { $(
        $crate::tests! { $story [Chromium] $($device)? }
    )+ };
}

/// Makes of each `fn() -> Outcome` a test: of finished files, without a browser.
#[macro_export]
macro_rules! without_browser {
    ($($check:ident;)+) => { $(
        $crate::inventory::submit! {
            $crate::harness::Test::check(concat!(module_path!(), "::", stringify!($check)), $check)
        }
    )+ };
}

/// What the macros above have in common.
#[doc(hidden)]
#[macro_export]
macro_rules! tests {
    ($story:ident [$($browser:ident)+] $($device:expr)?) => {
        mod $story {
            #[allow(unused_imports, reason = "a device is not always named")]
            use $crate::Device;

            fn device() -> Device {
                $crate::tests! { @device $($device)? }
            }

            fn tell(browser: $crate::Browser, device: Device) -> $crate::Outcome {
                $crate::story::run(browser, device, super::$story)
            }

            $($crate::inventory::submit! {
                $crate::harness::Test::story(module_path!(), $crate::Browser::$browser, device, tell)
            })+
        }
    };
    (@device) => { Device::default() };
    (@device $device:expr) => { $device };
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::folders::workspace;

    #[test]
    fn name_has_module_test_and_browser() {
        let tell = |_, _| Ok(());
        let test = Test::story(
            "reader::folding::a_section_folds",
            Browser::WebKit,
            Device::default,
            tell,
        );
        assert_eq!(test.name(), "folding::a_section_folds::webkit");
        let check = Test::check("reader::sizes::the_program_is_small", || Ok(()));
        assert_eq!(check.name(), "sizes::the_program_is_small");
    }

    /// This harness knows nothing of Rust's own attribute: such a test would never run.
    #[test]
    fn no_browser_test_is_written_as_a_plain_rust_test() -> Outcome {
        for file in fs::read_dir(workspace().join("e2e/tests/reader"))? {
            let path = file?.path();
            let text = fs::read_to_string(&path)?;
            let is_plain =
                |line: &str| line.trim_start().starts_with("#[") && line.contains("test]");
            anyhow::ensure!(
                !text.lines().any(is_plain),
                "{}: name the test in e2e::in_every_browser! or e2e::without_browser! instead",
                path.display()
            );
        }
        Ok(())
    }
}
