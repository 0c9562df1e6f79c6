//! XML Schema, as far as the schema of `JUnit` reports uses it: read from its own file, and asked what in a document does
//! not fit. A construct that is not known here is a panic, never a silent yes.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

/// What does not fit, a line each.
pub fn faults(schema: &Document, document: &Document) -> Vec<String> {
    let schema = Schema(schema.root_element());
    let mut faults = Vec::new();
    schema.element(document.root_element(), &mut faults);
    faults
}

struct Schema<'s>(Node<'s, 's>);

impl<'s> Schema<'s> {
    fn declared(&self, tag: &str, name: &str) -> Option<Node<'s, 's>> {
        elements(self.0)
            .find(|node| node.tag_name().name() == tag && node.attribute("name") == Some(name))
    }

    fn element(&self, node: Node, faults: &mut Vec<String>) {
        let name = node.tag_name().name();
        let Some(declared) = self.declared("element", name) else {
            return faults.push(format!("<{name}> is not declared"));
        };
        let kind = match declared.attribute("type") {
            Some("xs:string") => {
                let bare = node.attributes().len() == 0 && elements(node).next().is_none();
                return faults.extend((!bare).then(|| format!("<{name}> holds more than text")));
            }
            Some(kind) => self.declared("complexType", kind),
            None => elements(declared).find(|node| node.tag_name().name() == "complexType"),
        };
        self.complex(kind.expect("a complex type"), node, faults);
        for child in elements(node) {
            self.element(child, faults);
        }
    }

    fn complex(&self, kind: Node<'s, 's>, node: Node, faults: &mut Vec<String>) {
        let name = node.tag_name().name();
        let (attributes, particles): (Vec<Node>, Vec<Node>) =
            elements(kind).partition(|part| part.tag_name().name() == "attribute");
        self.attributes(&attributes, node, faults);
        let has_text = node.children().any(|child| {
            child.is_text() && child.text().is_some_and(|text| !text.trim().is_empty())
        });
        if has_text && kind.attribute("mixed") != Some("true") {
            faults.push(format!("<{name}> may hold no text"));
        }
        let children: Vec<&str> = elements(node).map(|node| node.tag_name().name()).collect();
        let fits = particles
            .into_iter()
            .fold(BTreeSet::from([0]), |reached, particle| {
                ends(particle, &children, reached)
            });
        if !fits.contains(&children.len()) {
            faults.push(format!("<{name}> may not hold {children:?}"));
        }
    }

    fn attributes(&self, declared: &[Node], node: Node, faults: &mut Vec<String>) {
        let name = node.tag_name().name();
        for attribute in node.attributes() {
            let own = |known: &&Node| known.attribute("name") == Some(attribute.name());
            match declared
                .iter()
                .find(own)
                .and_then(|known| known.attribute("type"))
            {
                Some("xs:string") => {}
                Some(other) => panic!("values of {other} are not judged here"),
                None => faults.push(format!("<{name}> may have no `{}`", attribute.name())),
            }
        }
        for known in declared {
            let key = known.attribute("name").expect("a name");
            if known.attribute("use") == Some("required") && !node.has_attribute(key) {
                faults.push(format!("<{name}> must have `{key}`"));
            }
        }
    }
}

fn elements<'n>(node: Node<'n, 'n>) -> impl Iterator<Item = Node<'n, 'n>> {
    node.children().filter(Node::is_element)
}

/// Where a particle may end among the children, from each place where it may begin.
fn ends(particle: Node, children: &[&str], mut reached: BTreeSet<usize>) -> BTreeSet<usize> {
    let times = |key: &str| match particle.attribute(key) {
        None => 1,
        Some("unbounded") => usize::MAX,
        Some(number) => number.parse().expect("a number"),
    };
    let (least, most) = (times("minOccurs"), times("maxOccurs"));
    let mut all = if least == 0 {
        reached.clone()
    } else {
        BTreeSet::new()
    };
    for time in 1..=most {
        reached = once(particle, children, &reached);
        if time >= least {
            reached.retain(|end| !all.contains(end));
            all.extend(&reached);
        }
        if reached.is_empty() {
            break;
        }
    }
    all
}

fn once(particle: Node, children: &[&str], starts: &BTreeSet<usize>) -> BTreeSet<usize> {
    match particle.tag_name().name() {
        "element" => {
            let name = particle.attribute("ref").or(particle.attribute("name"));
            let fits = starts
                .iter()
                .filter(|at| children.get(**at).copied() == name);
            fits.map(|at| at + 1).collect()
        }
        "sequence" => elements(particle).fold(starts.clone(), |reached, inner| {
            ends(inner, children, reached)
        }),
        "choice" => elements(particle)
            .flat_map(|inner| ends(inner, children, starts.clone()))
            .collect(),
        other => panic!("<xs:{other}> is not known here"),
    }
}

#[test]
fn what_does_not_fit_is_said() {
    let schema = Document::parse(
        "<s xmlns:xs='x'><element name='a'><complexType><sequence>\
         <choice minOccurs='0' maxOccurs='unbounded'><element ref='b'/><element ref='c'/></choice>\
         </sequence><attribute name='n' type='xs:string' use='required'/></complexType></element>\
         <element name='b' type='xs:string'/><element name='c'><complexType mixed='true'/></element></s>",
    )
    .expect("a schema");
    let said = |text: &str| faults(&schema, &Document::parse(text).expect("XML")).join("; ");
    assert_eq!(said("<a n=''><b>x</b><c>y</c><b/></a>"), "");
    assert_eq!(said("<a/>"), "<a> must have `n`");
    assert_eq!(said("<a n='' m=''/>"), "<a> may have no `m`");
    assert_eq!(said("<a n=''>x</a>"), "<a> may hold no text");
    assert_eq!(said("<a n=''><b><c/></b></a>"), "<b> holds more than text");
    assert_eq!(
        said("<a n=''><d/></a>"),
        "<a> may not hold [\"d\"]; <d> is not declared"
    );
}
