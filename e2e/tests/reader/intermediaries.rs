//! What stands between the page and its server, and clocks that differ from the server's.

use e2e::{Base, Outcome, Reader, wait::until};

e2e::in_every_browser! {
    what_is_refused_on_the_way_is_told_as_that;
    a_comment_written_on_a_device_with_a_wrong_clock_is_from_just_now;
}

/// Answers like a firewall or a proxy, in place of the server: no problem of its own, and HTML.
const REFUSE: &str = "
    const own = window.fetch, [status] = arguments;
    window.fetch = (address, init) => init?.method === 'POST'
      ? Promise.resolve(new Response('<h1>No</h1>', { status, headers: { 'content-type': 'text/html' } }))
      : own.call(window, address, init);";

async fn what_is_refused_on_the_way_is_told_as_that(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Shared).await?;
    let page = reader.open(&site.address("/")).await?;
    let discussion = page.discussion().await?;
    for status in [403, 404] {
        reader.js::<()>(REFUSE, [status.into()]).await?;
        discussion.paste_into("Comment", "<script>").await?;
        discussion.post().await?;
        discussion
            .wait_for_alert("Something between this page and its server refused this")
            .await?;
        discussion
            .wait_for_alert(&format!("status {status}"))
            .await?;
        assert_eq!(discussion.field("Comment").await?.value, "<script>");
        discussion.wait_for_outline(&[]).await?;
    }
    Ok(())
}

async fn a_comment_written_on_a_device_with_a_wrong_clock_is_from_just_now(
    reader: &Reader,
) -> Outcome {
    for wrong in ["2031-01-01T12:00:00", "2020-01-01T12:00:00"] {
        let site = reader.site(Base::Shared).await?;
        site.stop_the_clock(wrong);
        let page = reader.open(&site.address("/")).await?;
        let discussion = page.discussion().await?;
        discussion.say("Ada", "Just now.").await?;
        until("it is from just now", async || {
            Ok(page.text().await?.contains("just now"))
        })
        .await?;
        // It grows old as any other. (The page looks every 20 s, and the server tells whole seconds.)
        reader.pass(210).await?;
        until("it is three minutes old", async || {
            Ok(page.text().await?.contains("3 minutes ago"))
        })
        .await?;
    }
    Ok(())
}
