"""Stems of words that hardly tell one study from another."""

# Words and entities that hardly tell one study from another.
GENERIC = frozenset(
    """able acut adult adver approach attack better birth boy capsul care caus certain chanc child
    chron clinic common condit cors dail day deliver develop differ diseas disorder dose drug
    effect effectiv efficac episod event femal first folk food form formula gener girl give given
    good health healthy help high illness improv incidenc increa individu infant ingredient
    inject intak intervent keep kid kind level life long low male man mean medicat medicin
    method mild moderat natur new newborn number old older option oral outcom outcome part
    particular patient peopl person pill placebo possibl prevent problem product program
    programm qual rare rate recover recovery reduc regular relief reliev remed risk routin scor
    second seriou serious sess sever short sign solut speci standard sudden sufferer supple
    supplementat symptom syndrom tablet take taking techniqu term therap therapy time treat
    treatment type use usual various woman work worker year young""".split()  # noqa: SIM905
)
