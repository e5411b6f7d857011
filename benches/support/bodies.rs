//! Bodies of answers, made by code from fixed seeds: the same bytes in every run.

use std::fmt::Write;

/// What objects have besides the members that their schema names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Members {
    Known,
    /// Three more in every object, one of which holds others.
    More,
}

/// A group, as `getGroup` answers.
pub(crate) fn group() -> String {
    let mut maker = Maker::new(Members::Known);
    let (id, at) = (maker.id(), maker.time());
    format!(
        r#"{{"jsonapi":{{"version":"1.0"}},"links":{{}},"data":{{"id":"{id}","type":"group","attributes":{{"name":"{}","slug":"{}","created_at":"{at}","updated_at":"{at}"}}}}}}"#,
        maker.name(),
        maker.word(),
    )
}

/// A page of memberships of a group. The next page is the one of that number.
pub(crate) fn memberships(count: usize, members: Members, next: Option<usize>) -> String {
    let mut maker = Maker::new(members);
    let items: Vec<String> = (0..count).map(|_| maker.membership()).collect();
    let more = maker.more();
    let link = next.map(|page| {
        let group = Maker::new(members).id();
        format!(r#""next":"/rest/groups/{group}/memberships?version=2024-10-15&limit=100&starting_after={page}""#)
    });
    let link = link.unwrap_or_default();
    format!(r#"{{"jsonapi":{{"version":"1.0"}},"links":{{{link}}},"data":[{}]{more}}}"#, items.join(","))
}

/// A walk: pages of ten memberships, each of which has a link to the next.
pub(crate) fn walk(pages: usize) -> Vec<String> {
    (1..=pages).map(|page| memberships(10, Members::Known, (page < pages).then_some(page))).collect()
}

/// A list of objects each of which holds unions: told apart by a tag, by members and by the kind of value.
pub(crate) fn unions(count: usize) -> String {
    let mut maker = Maker::new(Members::Known);
    let items: Vec<String> = (0..count).map(|_| maker.of_unions()).collect();
    format!("[{}]", items.join(","))
}

/// Values one after the other. Its numbers are those of a generator by Marsaglia, so that no release of a crate moves them.
pub(crate) struct Maker {
    state: u64,
    members: Members,
}

impl Maker {
    pub(crate) fn new(members: Members) -> Self {
        Self { state: 0x9e37_79b9_7f4a_7c15, members }
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state % limit as u64) as usize
    }

    pub(crate) fn id(&mut self) -> String {
        let mut hex = || (0..8).fold(String::new(), |text, _| text + &format!("{:x}", self.below(16)));
        let (one, two, three, four) = (hex(), hex(), hex(), hex());
        format!("{one}-{}-4{}-a{}-{}{four}", &two[..4], &two[5..], &three[..3], &three[3..7])
    }

    pub(crate) fn word(&mut self) -> String {
        const SYLLABLES: [&str; 12] = ["ra", "mo", "ti", "ken", "lu", "sar", "vo", "ni", "del", "pha", "qui", "zor"];
        (0..self.below(3) + 2).map(|_| SYLLABLES[self.below(SYLLABLES.len())]).collect()
    }

    pub(crate) fn name(&mut self) -> String {
        format!("{} {}", self.word(), self.word())
    }

    pub(crate) fn time(&mut self) -> String {
        let (month, day, hour) = (self.below(12) + 1, self.below(28) + 1, self.below(24));
        format!(
            "2024-{month:02}-{day:02}T{hour:02}:{:02}:{:02}.{:03}Z",
            self.below(60),
            self.below(60),
            self.below(1000)
        )
    }

    /// What stands behind the members of an object.
    pub(crate) fn more(&mut self) -> String {
        let mut text = String::new();
        if self.members == Members::More {
            let (note, rank, part, at) = (self.name(), self.below(1000), self.word(), self.time());
            let _ = write!(
                text,
                r#","x_note":"{note}","x_rank":{rank},"x_parts":{{"part":"{part}","seen":["{at}",true,null]}}"#
            );
        }
        text
    }

    fn membership(&mut self) -> String {
        let (id, at) = (self.id(), self.time());
        let group = format!(r#"{{"name":"{}"{}}}"#, self.name(), self.more());
        let role = format!(r#"{{"name":"Group {}"{}}}"#, self.word(), self.more());
        let (name, user) = (self.name(), self.word());
        let user = format!(
            r#"{{"name":"{name}","username":"{user}","email":"{user}@example.com","login_method":"saml"{}}}"#,
            self.more()
        );
        let (group, role, user) =
            (self.relation("group", &group), self.relation("group_role", &role), self.relation("user", &user));
        let (attributes, relationships, more) = (self.more(), self.more(), self.more());
        format!(
            r#"{{"id":"{id}","type":"group_membership","attributes":{{"created_at":"{at}"{attributes}}},"relationships":{{"group":{group},"role":{role},"user":{user}{relationships}}}{more}}}"#
        )
    }

    fn relation(&mut self, kind: &str, attributes: &str) -> String {
        let (id, outer, inner) = (self.id(), self.more(), self.more());
        format!(r#"{{"data":{{"id":"{id}","type":"{kind}","attributes":{attributes}{outer}}}{inner}}}"#)
    }

    fn of_unions(&mut self) -> String {
        let constant = match self.below(3) {
            0 => format!(r#"{{"type":"card","n":{}}}"#, self.below(100_000)),
            1 => format!(r#"{{"type":"bank","n":"{}"}}"#, self.name()),
            _ => format!(r#"{{"n":"{}","type":"cash"}}"#, self.name()),
        };
        let mixed = match self.below(4) {
            0 => format!(r#""{}""#, self.name()),
            1 => format!(r#"["{}","{}","{}"]"#, self.word(), self.word(), self.word()),
            2 => format!(r#"{{"a":"{}"}}"#, self.name()),
            _ => format!(r#"{{"b":"{}"}}"#, self.name()),
        };
        let shared = format!(r#"{{"id":"{}","{}":"{}"}}"#, self.id(), ["x", "y"][self.below(2)], self.name());
        let texts = ["a", "b", "c"][self.below(3)];
        format!(
            r#"{{"by_constant":{constant},"texts":"{texts}","numbers":{}.5,"mixed":{mixed},"shared":{shared},"one_required":{{"x":"{}"}}}}"#,
            self.below(100_000),
            self.name()
        )
    }
}
