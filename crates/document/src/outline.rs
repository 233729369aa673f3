//! [`Outline`]: what a program has to know of an article that is on the page already.

use serde::{Deserialize, Serialize};

use crate::{Block, Document, PlanIdeas, Section, Slug, Tip};

/// The article without its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// The article's part of the address; what is kept for it is kept under this.
    pub slug: Slug,
    /// How many words there are to read before the first section.
    pub intro_words: usize,
    /// Its sections, in order.
    pub sections: Vec<SectionOutline>,
}

/// A section without its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionOutline {
    /// The section's id.
    pub id: Slug,
    /// How many words there are to read in it.
    pub words: usize,
    /// Its tips, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tips: Vec<TipOutline>,
}

/// A tip without its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TipOutline {
    /// The tip's id; what is kept for it is kept under this.
    pub id: Slug,
    /// What a reader's plan for it can be made of.
    #[serde(default, skip_serializing_if = "PlanIdeas::is_empty")]
    pub plan: PlanIdeas,
}

impl Document {
    /// The article without its words.
    pub fn outline(&self) -> Outline {
        Outline {
            slug: self.slug.clone(),
            intro_words: self.intro_words(),
            sections: self.sections.iter().map(Section::outline).collect(),
        }
    }
}

impl Section {
    fn outline(&self) -> SectionOutline {
        let tips = self.body.iter().find_map(Block::tips).unwrap_or_default();
        SectionOutline {
            id: self.id.clone(),
            words: self.words(),
            tips: tips.iter().map(Tip::outline).collect(),
        }
    }
}

impl Tip {
    fn outline(&self) -> TipOutline {
        TipOutline {
            id: self.entry.id.clone(),
            plan: self.plan.clone(),
        }
    }
}
