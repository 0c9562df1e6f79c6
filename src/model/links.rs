//! The references that put records in an order, and the circles that they must not make.

use std::collections::{HashMap, HashSet, VecDeque};

use super::{Body, Document, Field, Meeting, Model, Name, Record, Ref};

/// What one record says of its place behind or below another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LinkKind {
    /// `supersedes`
    Supersedes,
    /// `reiterates`
    Reiterates,
    /// `part-of`
    PartOf,
    /// `reply-to`
    ReplyTo,
    /// `follows`
    Follows,
    /// `broader`
    Broader,
    /// `parent`
    Parent,
    /// `members`
    Members,
}

impl LinkKind {
    /// What a record does to the other, in a message.
    pub fn verb(self) -> &'static str {
        match self {
            Self::Supersedes => "supersedes",
            Self::Reiterates => "reiterates",
            Self::PartOf => "is part of",
            Self::ReplyTo => "answers",
            Self::Follows => "follows",
            Self::Broader => "belongs under",
            Self::Parent => "is a part of",
            Self::Members => "has among its members",
        }
    }

    /// The field that says so.
    pub fn key(self) -> &'static str {
        match self {
            Self::Supersedes => "supersedes",
            Self::Reiterates => "reiterates",
            Self::PartOf => "part-of",
            Self::ReplyTo => "reply-to",
            Self::Follows => "follows",
            Self::Broader => "broader",
            Self::Parent => "parent",
            Self::Members => "members",
        }
    }

    /// Links of one family cannot lead back to where they began. What a pledge repeats and what it replaces are both older.
    fn family(self) -> Self {
        match self {
            Self::Reiterates => Self::Supersedes,
            kind => kind,
        }
    }
}

/// A reference from one declared record to another.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    /// What it says.
    pub kind: LinkKind,
    /// The record that says so.
    pub from: Name,
    /// The record that it names, by its full id.
    pub to: Name,
    /// The reference as it is written.
    pub reference: Ref,
}

impl Model {
    /// Every such reference, in the order of the archive.
    pub fn links(&self) -> Vec<Link> {
        let mut gather = Gather {
            model: self,
            home: None,
            links: Vec::new(),
        };
        self.records().for_each(|record| gather.record(record));
        gather.links
    }

    /// Those of some records.
    pub fn links_of(&self, records: &[Record]) -> Vec<Link> {
        let mut gather = Gather {
            model: self,
            home: None,
            links: Vec::new(),
        };
        records.iter().for_each(|record| gather.record(record));
        gather.links
    }

    /// Every record that leads back to itself by references of one family.
    pub fn circular(&self) -> HashSet<Name> {
        let links = self.links();
        let circles = self.circles(&links).into_iter().flatten();
        circles.map(|link| link.from).collect()
    }

    /// For each knot of records that lead back to themselves by references of one family, a shortest circle in it, from
    /// the record that is declared first.
    pub fn circles<'l>(&self, links: &'l [Link]) -> Vec<Vec<&'l Link>> {
        let mut families: Vec<LinkKind> = links.iter().map(|link| link.kind.family()).collect();
        families.sort_unstable();
        families.dedup();
        let mut circles = Vec::new();
        for family in families {
            let own = links.iter().filter(|link| link.kind.family() == family);
            circles.extend(Graph::of(own).circles());
        }
        circles
    }
}

struct Gather<'m> {
    model: &'m Model,
    home: Option<Name>,
    links: Vec<Link>,
}

impl Gather<'_> {
    fn record(&mut self, record: &Record) {
        let own = record.head.id.map(|id| id.name);
        self.home = own;
        if let Some(own) = own {
            self.of_record(record, own);
        }
        for spoken in record.spoken() {
            let Some(id) = spoken.speech.head.id else {
                continue;
            };
            self.all(
                LinkKind::ReplyTo,
                id.name,
                spoken.speech.more.reply_to.as_deref(),
            );
            if let Some(pledge) = spoken.pledge {
                self.all(
                    LinkKind::Supersedes,
                    id.name,
                    pledge.more.supersedes.as_deref(),
                );
                self.all(
                    LinkKind::Reiterates,
                    id.name,
                    pledge.more.reiterates.as_deref(),
                );
            }
        }
    }

    fn of_record(&mut self, record: &Record, own: Name) {
        match &record.body {
            Body::Party(party) => {
                self.one(LinkKind::Parent, own, party.parent.as_ref());
                self.all(LinkKind::Members, own, party.members.as_ref());
            }
            Body::Topic(topic) => self.one(LinkKind::Broader, own, topic.broader.as_ref()),
            Body::Document(document) => {
                let Document {
                    part_of, reply_to, ..
                } = &**document;
                self.all(LinkKind::PartOf, own, part_of.as_ref());
                self.all(LinkKind::ReplyTo, own, reply_to.as_ref());
            }
            Body::Meeting(meeting) => {
                let Meeting {
                    part_of, follows, ..
                } = &**meeting;
                self.all(LinkKind::PartOf, own, part_of.as_deref());
                self.all(LinkKind::Follows, own, follows.as_deref());
            }
            _ => {}
        }
    }

    fn one(&mut self, kind: LinkKind, from: Name, field: Option<&Field<Ref>>) {
        field
            .into_iter()
            .for_each(|field| self.link(kind, from, field.value));
    }

    fn all(&mut self, kind: LinkKind, from: Name, field: Option<&Field<Vec<Ref>>>) {
        let references = field.into_iter().flat_map(|field| &field.value);
        references.for_each(|reference| self.link(kind, from, *reference));
    }

    fn link(&mut self, kind: LinkKind, from: Name, reference: Ref) {
        let to = self.model.full_name(&reference, self.home);
        self.links.push(Link {
            kind,
            from,
            to,
            reference,
        });
    }
}

/// The links of one family, and the records between them by numbers in the order in which they occur.
struct Graph<'l> {
    links: Vec<Vec<(usize, &'l Link)>>,
}

impl<'l> Graph<'l> {
    fn of(links: impl Iterator<Item = &'l Link>) -> Self {
        let mut numbers: HashMap<Name, usize> = HashMap::new();
        let mut graph = Self { links: Vec::new() };
        for link in links {
            let [from, to] = [link.from, link.to].map(|name| {
                *numbers.entry(name).or_insert_with(|| {
                    graph.links.push(Vec::new());
                    graph.links.len() - 1
                })
            });
            graph.links[from].push((to, link));
        }
        graph
    }

    fn circles(&self) -> Vec<Vec<&'l Link>> {
        let knots = self.knots();
        let mut sizes = vec![0_usize; self.links.len()];
        knots.iter().for_each(|knot| sizes[*knot] += 1);
        let mut told = vec![false; self.links.len()];
        let mut circles = Vec::new();
        for (node, knot) in knots.iter().enumerate() {
            let itself = self.links[node].iter().any(|(to, _)| *to == node);
            if (sizes[*knot] > 1 || itself) && !told[*knot] {
                told[*knot] = true;
                circles.push(self.back_to(node, &knots));
            }
        }
        circles
    }

    /// A shortest way from a record back to itself.
    fn back_to(&self, start: usize, knots: &[usize]) -> Vec<&'l Link> {
        let mut came_by: HashMap<usize, (usize, &'l Link)> = HashMap::new();
        let mut next = VecDeque::from([start]);
        while let Some(node) = next.pop_front() {
            for (to, link) in &self.links[node] {
                if knots[*to] == knots[start] && !came_by.contains_key(to) {
                    came_by.insert(*to, (node, link));
                    next.push_back(*to);
                }
            }
        }
        let mut way = Vec::new();
        let mut node = start;
        while let Some((before, link)) = came_by.get(&node) {
            way.push(*link);
            node = *before;
            if node == start {
                break;
            }
        }
        way.reverse();
        way
    }

    /// The knot of each record: records of one knot lead to one another. Tarjan's walk, with a stack of its own, for a
    /// chain may be as long as the archive.
    fn knots(&self) -> Vec<usize> {
        const UNSEEN: usize = usize::MAX;
        let count = self.links.len();
        let (mut order, mut low, mut knot) =
            (vec![UNSEEN; count], vec![0; count], vec![UNSEEN; count]);
        let (mut open, mut seen, mut knots) = (Vec::new(), 0, 0);
        for root in 0..count {
            let mut walk = if order[root] == UNSEEN {
                vec![(root, 0)]
            } else {
                Vec::new()
            };
            while let Some((node, place)) = walk.last_mut() {
                let node = *node;
                if *place == 0 {
                    (order[node], low[node]) = (seen, seen);
                    seen += 1;
                    open.push(node);
                }
                let link = self.links[node].get(*place);
                *place += 1;
                if let Some((to, _)) = link {
                    if order[*to] == UNSEEN {
                        walk.push((*to, 0));
                    } else if knot[*to] == UNSEEN {
                        low[node] = low[node].min(order[*to]);
                    }
                    continue;
                }
                walk.pop();
                if let Some((before, _)) = walk.last() {
                    low[*before] = low[*before].min(low[node]);
                }
                if low[node] == order[node] {
                    while let Some(member) = open.pop() {
                        knot[member] = knots;
                        if member == node {
                            break;
                        }
                    }
                    knots += 1;
                }
            }
        }
        knot
    }
}
