//! Who is who: which accounts, ids and addresses belong to one person.
//!
//! Snyk accounts are recognised by their id, people over accounts and services by their e-mail
//! address, whose case does not matter. The order in which things are learned does not matter
//! either.

use std::collections::BTreeMap;

use crate::report::Person;
use crate::snapshot::Account;

/// The keys of a Snyk account.
pub(crate) fn account_keys(account: &Account) -> Vec<Key> {
    let email = account.email.as_deref().and_then(address).map(Key::Email);
    std::iter::once(Key::Snyk(account.id.clone())).chain(email).collect()
}

/// The address in the form in which addresses are compared, if the text is one.
fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let (local, domain) = text.rsplit_once('@')?;
    let is_address = !local.is_empty() && !domain.is_empty() && !text.contains(char::is_whitespace);
    is_address.then(|| text.to_lowercase())
}

/// The keys of a Secoda user id.
pub(crate) fn secoda_keys(id: &str) -> Vec<Key> {
    std::iter::once(Key::Secoda(id.to_owned())).chain(address(id).map(Key::Email)).collect()
}

/// By what a person is recognised.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    Snyk(String),
    Secoda(String),
    Email(String),
}

/// People under the keys that belong together (disjoint sets: each key leads to its person, by way
/// of others).
#[derive(Debug, Default)]
pub(crate) struct People {
    numbers: BTreeMap<Key, usize>,
    /// The set that a set was joined to; its own number when it was not.
    joined: Vec<usize>,
    rows: BTreeMap<usize, Person>,
}

impl People {
    /// All these keys are of one person.
    pub(crate) fn meet(&mut self, keys: &[Key]) {
        let sets: Vec<usize> = keys.iter().map(|key| self.set_of(key)).collect();
        for pair in sets.windows(2) {
            let (one, other) = (self.root(pair[0]), self.root(pair[1]));
            self.joined[one.max(other)] = one.min(other);
        }
    }

    fn set_of(&mut self, key: &Key) -> usize {
        if let Some(number) = self.numbers.get(key) {
            return *number;
        }
        let number = self.joined.len();
        self.joined.push(number);
        self.numbers.insert(key.clone(), number);
        number
    }

    fn root(&mut self, mut number: usize) -> usize {
        while self.joined[number] != number {
            self.joined[number] = self.joined[self.joined[number]];
            number = self.joined[number];
        }
        number
    }

    fn of(&mut self, key: &Key) -> &mut Person {
        let set = self.set_of(key);
        let root = self.root(set);
        self.rows.entry(root).or_default()
    }

    /// The person of a Secoda user id.
    pub(crate) fn of_secoda(&mut self, id: &str) -> &mut Person {
        let person = self.of(&Key::Secoda(id.to_owned()));
        person.secoda_ids.insert(id.to_owned());
        person.email = person.email.take().or_else(|| address(id));
        person
    }

    /// The person of a Snyk account.
    pub(crate) fn of_account(&mut self, account: &Account) -> &mut Person {
        let person = self.of(&Key::Snyk(account.id.clone()));
        person.snyk_ids.insert(account.id.clone());
        let name = account.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
        person.name = person.name.take().or_else(|| name.map(str::to_owned));
        person.email = person.email.take().or_else(|| account.email.as_deref().and_then(address));
        person
    }

    /// Everybody, in the order of first sight.
    pub(crate) fn into_rows(self) -> Vec<Person> {
        self.rows.into_values().collect()
    }
}
