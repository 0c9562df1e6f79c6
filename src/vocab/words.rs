//! The words that tell a text's shape, each with all that it may be.

use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// All that a word may be; one look, for whole archives are read back.
pub(super) fn kinds_of(word: &str) -> u16 {
    static KINDS: OnceLock<FxHashMap<&str, u16>> = OnceLock::new();
    let kinds = KINDS.get_or_init(|| {
        let mut kinds = FxHashMap::default();
        kinds.reserve(1024);
        for (kind, words) in LEXICON {
            words
                .split_whitespace()
                .for_each(|word| *kinds.entry(word).or_default() |= kind);
        }
        kinds
    });
    kinds.get(word).copied().unwrap_or_default()
}

pub(super) const DETERMINER: u16 = 1;
pub(super) const PREPOSITION: u16 = 1 << 1;
pub(super) const WHETHER: u16 = 1 << 2;
pub(super) const SUBJECT: u16 = 1 << 3;
pub(super) const PARTNER: u16 = 1 << 4;
pub(super) const AUXILIARY: u16 = 1 << 5;
pub(super) const SUBORDINATOR: u16 = 1 << 6;
pub(super) const VERB: u16 = 1 << 7;
pub(super) const MOSTLY: u16 = 1 << 8;
pub(super) const EITHER: u16 = 1 << 9;
pub(super) const PAST: u16 = 1 << 10;
pub(super) const UNREADY: u16 = 1 << 11;
pub(super) const PARTICLE: u16 = 1 << 12;
pub(super) const ABBREVIATION: u16 = 1 << 13;

/// The words that tell a text's shape. `DETERMINER` has adjectives too; `AUXILIARY` what can only be finite, `PAST` what
/// may be a participle; `VERB` is hardly ever a noun, `MOSTLY` one only before a preposition, `EITHER` at any time;
/// `PARTNER` is who speaks or hears; `UNREADY` begins no text that can be joined.
const LEXICON: [(u16, &str); 14] = [
    (
        DETERMINER,
        "the a an this that these those his her its their our my your both all each every any some no \
        another such many several few most more one two three four five half new joint mutual full good great closer \
        greater better deeper wider stronger broader larger further early rapid swift prompt strong direct peaceful",
    ),
    (
        PREPOSITION,
        "about above across after against along among around as at before behind beyond by concerning \
        despite during for from in including into of on onto over regarding since through throughout to toward \
        towards under until upon via with within without",
    ),
    (
        WHETHER,
        "whether if how what who whom whose which why when where",
    ),
    (SUBJECT, "I you he she it we they there"),
    (PARTNER, "I you we us me"),
    (
        AUXILIARY,
        "is are was were has have had will would shall should can could may might must cannot did does do \
        isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't shouldn't can't couldn't didn't doesn't \
        don't began took gave went came knew saw fell rose chose wrote spoke became remains believes intends",
    ),
    (
        SUBORDINATOR,
        "that as because although though while unless once than after before until since so who whom \
        whose which",
    ),
    (
        VERB,
        "agree be have do hold begin continue expand strengthen develop implement provide deepen enhance improve \
        promote facilitate ensure establish create build maintain keep take make give send receive sign ratify \
        adopt reopen resume restore remove reduce withdraw deploy join participate attend organise organize \
        convene coordinate cooperate collaborate consult negotiate discuss examine explore consider complete \
        finish finalise finalize allocate contribute invest lend repay educate teach prepare protect defend \
        preserve observe comply abide refrain abstain avoid prevent cease suspend terminate extend prolong renew \
        accelerate expedite intensify raise restrict allow permit let enable encourage assist accept recognise \
        recognize acknowledge consolidate simplify abolish introduce appoint nominate elect submit publish inform \
        notify deliver buy sell construct modernise modernize restart fulfil fulfill meet go come bring seek \
        strive endeavour endeavor act remain stay become explain settle resolve solve tackle commence pursue \
        adhere re-examine re-open dismantle eliminate disarm vacate evacuate repatriate travel downgrade impose \
        condemn respond intervene surrender clarify verify reconsider postpone cancel abandon renounce uphold \
        see spend conclude destroy declare apply assume carry collect convert decide demobilise demobilize devote dispatch \
        equip exclude execute forgive freeze inspect integrate invite liberalise liberalize mobilise mobilize \
        normalise normalize obtain oppose proceed procure prohibit proclaim rebuild reconstruct redeploy refer \
        refuse relinquish relocate replace resettle retain select serve substitute undertake cede legalise legalize \
        outlaw prosecute extradite disclose declassify demarcate delimit demine disband defer deduct denuclearise \
        denuclearize",
    ),
    (
        MOSTLY,
        "end lift cut increase halt stop share release host launch pay train ease set put move honour honor \
        return open purchase fight speed double triple limit welcome start drop lower free counter combat upgrade \
        monitor follow draw run hand help advance",
    ),
    (
        EITHER,
        "support aid fund visit trade work plan study report finance grant review change step stand talk exchange \
        research process balance transport guarantee loan offer request demand call push press focus target question \
        answer transfer supply address respect appeal approach pull phase conduct cover recall repair vote leave \
        repeal reach",
    ),
    (
        PAST,
        "agreed held made met led left sent built brought said told set put kept won lost bought felt found stood paid",
    ),
    (
        UNREADY,
        "ready willing able unable prepared determined glad pleased concerned confident aware sure certain \
        open eager keen grateful because although yes and or but",
    ),
    (PARTICLE, "up out off over aside forward back together down"),
    (
        ABBREVIATION,
        "Mr Mrs Ms Dr Prof Gen Lt Col Maj Capt Sgt Adm Sen Rep Gov Amb St No Nos Art Jan Feb Mar Apr Aug \
        Sep Sept Oct Nov Dec Jr Sr vs approx cf vol pp",
    ),
];
