//! Ids of exported records: the same record of the same site has the same UUID in every build.
//!
//! They are version 5 UUIDs: of the site's `site_id` and a name such as `service/evonhuset`. Lykta's own
//! taxonomy has a namespace of its own, so that a term has one id whichever site exports it.

use crate::config::Config;
use std::sync::LazyLock;
use uuid::Uuid;

/// What the ids of a site are made in.
#[derive(Clone, Copy, Debug)]
pub struct Ids {
    namespace: Uuid,
}

impl Ids {
    /// A `site_id` that is a UUID is the namespace itself; any other is a name of it, and so is the title
    /// of a site that has none.
    pub fn new(config: &Config) -> Self {
        let name = config.site_id.as_deref().unwrap_or(&config.title);
        let namespace =
            Uuid::parse_str(name).unwrap_or_else(|_| Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()));
        Self { namespace }
    }

    /// The id of a record or of a part of one, from its type and its id.
    pub fn of(self, kind: &str, id: &str) -> String {
        Uuid::new_v5(&self.namespace, format!("{kind}/{id}").as_bytes()).to_string()
    }
}

/// The id of Lykta's taxonomy, or with a code of one of its terms.
pub fn taxonomy(code: &str) -> String {
    static TAXONOMY: LazyLock<Uuid> = LazyLock::new(|| Uuid::new_v5(&Uuid::NAMESPACE_URL, b"lykta-taxonomy"));
    let id = if code.is_empty() { *TAXONOMY } else { Uuid::new_v5(&TAXONOMY, code.as_bytes()) };
    id.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;

    fn ids(site_id: &str) -> Ids {
        let text = format!("title = \"a\"\n{site_id}");
        Ids::new(&Config::read(&SourceFile::new("lykta.toml", &text)).unwrap())
    }

    #[test]
    fn ids_are_those_of_the_site() {
        let uuid = "3f2b1c9e-8a4d-5e6f-9a7b-0c1d2e3f4a5b";
        let own = ids(&format!("site_id = \"{uuid}\"\n")).of("service", "evonhuset");
        let wanted = Uuid::new_v5(&Uuid::parse_str(uuid).unwrap(), b"service/evonhuset");
        assert_eq!(own, wanted.to_string());
        let named = Uuid::new_v5(&Uuid::NAMESPACE_URL, b"lykta-example-sv");
        let wanted = Uuid::new_v5(&named, b"service/evonhuset").to_string();
        assert_eq!(ids("site_id = \"lykta-example-sv\"\n").of("service", "evonhuset"), wanted);
        assert_ne!(ids("").of("service", "evonhuset"), wanted);
    }
}
