//! The figure: its parts and the entries of the list light each other.

use anyhow::{Context, Result};
use e2e::{Base, Outcome, Reader, pages::fragment_of, roles::label, wait::until};
use serde_json::json;
use thirtyfour::{By, WebElement};

e2e::in_every_browser! {
    parts_and_entries_light_each_other;
    parts_and_entries_light_each_other_at_night: Device::dark();
    the_figure_fits_a_phone;
}

async fn parts_and_entries_light_each_other(reader: &Reader) -> Outcome {
    light_each_other(reader).await
}

async fn parts_and_entries_light_each_other_at_night(reader: &Reader) -> Outcome {
    light_each_other(reader).await
}

/// All that may show of `element` that it is lit, once nothing changes any more.
async fn look(reader: &Reader, element: &WebElement) -> Result<String> {
    reader.until_js("nothing moves", e2e::AT_REST).await?;
    reader
        .js(
            "const parts = [arguments[0], ...arguments[0].querySelectorAll('*')].filter((it) => !it.closest('[role=note]'));
             return parts.map((it) => {
               const { backgroundColor, boxShadow, stroke, strokeWidth, fill, opacity } = getComputedStyle(it);
               return [backgroundColor, boxShadow, stroke, strokeWidth, fill, opacity].join(' ');
             }).join('; ')",
            [element.to_json()?],
        )
        .await
}

async fn parts(reader: &Reader) -> Result<Vec<WebElement>> {
    let figure = reader
        .driver()
        .find(By::Css("figure svg[role=group]"))
        .await
        .context("the article has a figure")?;
    let parts = figure.find_all(By::Css("a[href^='#']")).await?;
    anyhow::ensure!(!parts.is_empty(), "the figure has parts");
    Ok(parts)
}

async fn light_each_other(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    reader.open(&site.address("/")).await?;
    let title = reader.driver().find(By::Tag("h1")).await?;
    for part in parts(reader).await? {
        let name = label(&part).await?;
        let fragment = fragment_of(&part).await?;
        let entry = reader
            .driver()
            .find(By::Id(fragment.trim_start_matches('#')))
            .await?;
        let words = entry.text().await?;
        assert!(words.starts_with(&name), "“{name}” leads to “{words}”");
        let term = entry.find(By::Css("dt a[href^='#']")).await?;
        let drawn = part.find(By::Css("text")).await?;

        reader.hover(&title).await?;
        for (touched, other, how) in [(&drawn, &entry, "the part"), (&entry, &part, "the entry")] {
            let dark = look(reader, other).await?;
            reader.hover(touched).await?;
            until(
                &format!("{how} “{name}” lights the other"),
                async || Ok(look(reader, other).await? != dark),
            )
            .await?;
            reader.hover(&title).await?;
            until(
                &format!("“{name}” is dark again after {how} was touched"),
                async || Ok(look(reader, other).await? == dark),
            )
            .await?;
        }
        for (focused, other, how) in [(&part, &entry, "the part"), (&term, &part, "the term")] {
            let dark = look(reader, other).await?;
            reader
                .js::<()>(
                    "arguments[0].focus({ focusVisible: true, preventScroll: true })",
                    [focused.to_json()?],
                )
                .await?;
            until(
                &format!("{how} “{name}” with the focus lights the other"),
                async || Ok(look(reader, other).await? != dark),
            )
            .await?;
            reader.js::<()>("document.activeElement.blur()", []).await?;
            until(&format!("“{name}” is dark again"), async || {
                Ok(look(reader, other).await? == dark)
            })
            .await?;
        }
    }
    Ok(())
}

async fn the_figure_fits_a_phone(reader: &Reader) -> Outcome {
    let site = reader.site(Base::Root).await?;
    reader.open_wide(360, &site, "/").await?;
    for part in parts(reader).await? {
        let place = reader.bring_into_view(&part).await?;
        assert!(
            place.left >= 0.0 && place.left + place.width <= 360.0,
            "{place:?}"
        );
        let small: Vec<String> = reader
            .js(
                "return [...arguments[0].querySelectorAll('text')].filter((it) => it.getBoundingClientRect().height < arguments[1])
                   .map((it) => it.textContent)",
                [part.to_json()?, json!(8)],
            )
            .await?;
        assert_eq!(small, Vec::<String>::new(), "its words can be read");
    }
    Ok(())
}
