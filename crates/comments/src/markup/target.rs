//! [`Target`]: where a link may lead.

/// An address of the web or for e-mail, of which the page can say where it leads: a browser goes to the host that is
/// written in it, and to no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    address: String,
    /// Where the host begins and ends; for e-mail, the whole address.
    host: (usize, usize),
}

/// What the address of a page begins with.
pub(crate) const WEB: [&str; 2] = ["https://", "http://"];
const MAIL: &str = "mailto:";

impl Target {
    /// The target that `text` is, if it is one: `http://`, `https://` or `mailto:` and a host in ASCII letters (an
    /// internationalised one in its ASCII form, which does not look like another). No name or password before the host, no
    /// white space, no control characters, no backslash, which browsers read as a slash.
    pub fn new(text: &str) -> Option<Self> {
        let is_bad =
            |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\\' | '<' | '>' | '"');
        if text.chars().any(is_bad) {
            return None;
        }
        let host = match WEB.iter().find(|scheme| begins_with(text, scheme)) {
            Some(scheme) => {
                let rest = &text[scheme.len()..];
                let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
                let (host, port) = rest[..end].split_once(':').unwrap_or((&rest[..end], ""));
                let is_fine = is_host(host) && port.bytes().all(|it| it.is_ascii_digit());
                is_fine.then_some((scheme.len(), scheme.len() + host.len()))?
            }
            None if begins_with(text, MAIL) => {
                let (name, host) = text[MAIL.len()..].split_once('@')?;
                let is_name = |it: u8| it.is_ascii_alphanumeric() || b"._+-".contains(&it);
                let is_fine = !name.is_empty() && name.bytes().all(is_name) && is_host(host);
                is_fine.then_some((MAIL.len(), text.len()))?
            }
            None => return None,
        };
        Some(Self {
            address: text.to_owned(),
            host,
        })
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.address
    }

    /// Where it leads: the host, or the address for e-mail.
    pub fn host(&self) -> &str {
        let (begin, end) = self.host;
        &self.address[begin..end]
    }
}

/// Whether `text` begins with `scheme`, in letters of any case.
pub(crate) fn begins_with(text: &str, scheme: &str) -> bool {
    let begin = text.as_bytes().get(..scheme.len());
    begin.is_some_and(|begin| begin.eq_ignore_ascii_case(scheme.as_bytes()))
}

fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|it| it.is_ascii_alphanumeric() || it == b'-')
    };
    host.split('.').all(is_label)
}
