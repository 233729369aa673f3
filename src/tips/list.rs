//! The tips of a section: words, but for what the reader plans with them.

use document::{Slug, Tip};
use leptos::prelude::*;
use plans::TipId;

use super::{card, model::Model};
use crate::{
    article::{
        blocks::{anchor, blocks},
        element::{Attributes, element},
        terms::{colon, term},
    },
    piece::to_views,
};

/// The tips of a section of `article`, each on a card, and what there is to say of the plan.
pub fn tip_list(article: &Slug, tips: &[Tip]) -> Vec<AnyView> {
    let cards = tips
        .iter()
        .map(|tip| view! { <li>{tip_card(article, tip)}</li> }.into_any());
    vec![
        view! { <ul class="tips" role="list">{cards.collect::<Vec<_>>()}</ul> }.into_any(),
        view! { <p class="message plan-news"></p> }.into_any(),
    ]
}

fn tip_card(article: &Slug, tip: &Tip) -> AnyView {
    let id = TipId {
        article: article.clone(),
        tip: tip.entry.id.clone(),
    };
    let heading_id = card::heading_id(&id);
    let mut words = vec![colon()];
    words.extend(blocks(&tip.entry.body));
    words.push(anchor(id.tip.as_str()));
    view! {
        <article id=id.tip.to_string() class="tip" aria-labelledby=heading_id.clone()>
            <h3 id=heading_id.clone()>{term(&tip.entry)}</h3>
            {element("div", Attributes::class("prose"), words)}
            <div id=card::plan_id(&id) class="plan-of-tip needs-program">{to_views(card::pieces(&Model::default(), &id))}</div>
        </article>
    }
    .into_any()
}
