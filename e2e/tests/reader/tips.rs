//! Ticking tips.

use e2e::{Base, Outcome, Reader};
use thirtyfour::Key;

use crate::TIPS;

e2e::in_every_browser! {
    a_tick_stays_until_it_is_taken_away;
}

async fn a_tick_stays_until_it_is_taken_away(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    for name in TIPS {
        assert!(!page.tip(name).await?.is_ticked().await?);
        assert_eq!(
            page.tip(name).await?.promise().await?,
            format!("I will do this {name}")
        );
    }

    page.tip("Manage Stress").await?.tap().await?;
    page.tip("Manage Stress")
        .await?
        .wait_until_ticked(true)
        .await?;
    let other = page.tip("Consider Probiotic Supplements").await?;
    other.focus().await?;
    reader.press(Key::Space).await?;
    other.wait_until_ticked(true).await?;

    reader.reload().await?;
    page.wait_for_program("running").await?;
    page.tip("Manage Stress")
        .await?
        .wait_until_ticked(true)
        .await?;
    page.tip("Consider Probiotic Supplements")
        .await?
        .wait_until_ticked(true)
        .await?;
    assert!(
        !page
            .tip("Eat a Gut-Friendly Diet")
            .await?
            .is_ticked()
            .await?
    );

    page.tip("Manage Stress").await?.tap().await?;
    page.tip("Manage Stress")
        .await?
        .wait_until_ticked(false)
        .await?;
    reader.reload().await?;
    page.wait_for_program("running").await?;
    page.tip("Consider Probiotic Supplements")
        .await?
        .wait_until_ticked(true)
        .await?;
    assert!(!page.tip("Manage Stress").await?.is_ticked().await?);
    assert!(!page.messages().await?.concat().contains("ticks"));
    Ok(())
}
