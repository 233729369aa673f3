//! Printing: everything, or only what is open.

use e2e::{Base, Outcome, Reader, Role, wait::until};

e2e::in_every_browser! {
    the_reader_chooses_what_is_printed;
}

async fn the_reader_chooses_what_is_printed(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open(&site.address("/")).await?;
    reader.fake_printer().await?;
    for (choice, printed) in [("Everything", "everything"), ("Only what is open", "open")] {
        page.press("Print").await?;
        let choices = Role::Group
            .named("What to print", &page.body().await?)
            .await?;
        let button = Role::Button.named(choice, &choices).await?;
        reader.tap(&button).await?;
        until("it is printed", async || {
            Ok(reader
                .printed()
                .await?
                .last()
                .is_some_and(|last| last == printed))
        })
        .await?;
        assert!(!choices.is_displayed().await?, "the choices go");
        let left: Option<String> = reader
            .js("return document.documentElement.dataset.print ?? null", [])
            .await?;
        assert_eq!(left, None, "the choice is for one time");
    }
    assert_eq!(reader.printed().await?.len(), 2);
    Ok(())
}
