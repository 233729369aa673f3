//! The store in memory passes the suite that every store passes.

use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

use comments::{MemoryStore, contract::every_store_keeps_the_contract};

#[test]
fn the_store_in_memory_keeps_the_contract() {
    let suite = every_store_keeps_the_contract(
        async || {
            let store = MemoryStore::default();
            [store.clone(), store]
        },
        async || (),
    );
    // Whatever is asked of it, it answers at once.
    let mut context = Context::from_waker(Waker::noop());
    assert!(matches!(pin!(suite).poll(&mut context), Poll::Ready(())));
}
