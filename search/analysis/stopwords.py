"""Words that say nothing of what is searched for. Folded, as words are compared."""

from __future__ import annotations

_WORDS = {
    "en": """
        a about after all also am an and any are as at be because been before being but by can could did do does doing
        don down for from had has have he her here hers him his how i if in into is it its itself just ll me my no not
        of off on once only or our out over own re s she should so some such t than that the their them then there these
        they this those through to too up us ve very was we were what when where which who why will with would you your
    """,
    "de": """
        aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bist da damit dann das dass dein
        deine dem den denn der des die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen
        einer eines er es etwas euch euer fur gegen gibt hab habe haben hat hatte hier hin ich ihm ihn ihnen ihr ihre
        ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes jetzt kann kein keine keinem keinen keiner man
        mein meine meinem meinen meiner mich mir mit nach nicht noch nur ob oder sein seine seinem seinen seiner sich
        sie sind so sondern uber um und uns unser unsere unter vom von vor war waren was weil wenn wer werden wie wieder
        will wir wird wo zu zum zur
    """,
    "es": """
        a al algo ante aqui asi aun cada como con cual cuando de del desde donde dos e el ella ellas ellos en entre era
        es esa esas ese eso esos esta estan estas este esto estos fue ha hace han hasta hay la las le les lo los mas me
        mi mis mucho muy nada ni no nos nosotros o os otra otro para pero poco por porque que quien se sea ser si sin
        sobre solo son soy su sus tambien te tiene todo todos tu tus un una uno unos unas y ya yo
    """,
    "ar": """
        في من الي علي عن ان او ثم لا ما لم لن هذا هذه ذلك تلك هو هي هم نحن انا انت كان كانت يكون مع كل قد بعد قبل حتي
        اذا لكن بل كما التي الذي الذين هناك هنا بين عند منذ ليس فيها فيه منه منها به بها له لها لك كيف متي اين ولا وما
        وهو وهي وفي ومن و ف ب ل ك يا اي
    """,
}
STOP_WORDS = {language: frozenset(words.split()) for language, words in _WORDS.items()}


def says_something(word: str, language: str) -> bool:
    """Whether a folded word can tell one thing from another."""
    return word not in STOP_WORDS.get(language, ())
