//! What a reader may want to know before trusting an article.

use e2e::{Base, Outcome, Reader, Role};

use crate::SECTIONS;

e2e::in_every_browser! {
    the_page_says_how_far_it_can_be_trusted;
}

async fn the_page_says_how_far_it_can_be_trusted(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    let page = reader.open_wide(1440, &site, "/").await?;
    let opening: String = reader
        .js(
            "return document.querySelector('h1').parentElement.textContent",
            [],
        )
        .await?;
    for words in ["2 min read", "Not yet medically reviewed"] {
        assert!(opening.contains(words), "“{words}”: {opening}");
    }

    // The note on health stands with the tips.
    let body = page.body().await?;
    let note = Role::Complementary.named("Health note", &body).await?;
    let words = note.text().await?;
    for part in [
        "not a replacement for a clinician",
        "an association is not proof",
        "Ask first",
    ] {
        assert!(words.contains(part), "“{part}”: {words}");
    }
    let section = page.section(SECTIONS[2]).await?.text().await?;
    assert!(section.contains("not a replacement for a clinician"));
    Ok(())
}
