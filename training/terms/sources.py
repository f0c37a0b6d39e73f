"""Readers of the public vocabularies: each yields concepts with their type and names."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from training import files
from training.files import File
from training.terms import kinds
from training.terms.names import spoken


@dataclass(frozen=True, slots=True)
class Row:
    """A concept as a vocabulary has it; `names` are wordings other than the preferred one."""

    id: str
    type: str
    name: str
    names: tuple[str, ...] = ()


DOID_OBO, DOID_TSV, DOID_XREF = (
    File(
        "disease_ontology/full_2016/doid.obo",
        "ead1a35f22dbdb047187f347ec12daf58905a24795f0be8e9b96e42e37bf1c37",
        "DiseaseOntology/HumanDiseaseOntology on GitHub, commit 9fbefd66 (CC0)",
    ),
    File(
        "disease_ontology/DOreports/HumanDO.tsv",
        "c862a3523b0308ae82df6ffd5b0781af83cc561a9e9aa2b25a3cee7e2b33452d",
        "DiseaseOntology/HumanDiseaseOntology on GitHub, commit 9fbefd66 (CC0)",
    ),
    File(
        "disease_ontology/DOreports/allXREFinDO.tsv",
        "5cc96c482609e61fe89bb929bc11fd9a4006018b44631b0c22766ea4b09c986c",
        "DiseaseOntology/HumanDiseaseOntology on GitHub, commit 9fbefd66 (CC0)",
    ),
)
SYMP = File(
    "symptom_ontology/src/ontology/symp.obo",
    "09ac08ff1595e671826c6a4b8a5141f4609bea7f71e8393a1fea997bceabcc2b",
    "DiseaseOntology/SymptomOntology on GitHub, commit 7a295d98 (CC0)",
)
UBERON = File(
    "anatomy_uberon/uberon_terms.tsv",
    "b18beb34a26d6101af6edd0546067f842464f0577ecb8235aeb0d8f310500280",
    "UBERON.obo in UCDenver-ccp/CRAFT on GitHub, commit 2abe82b8 (CC BY 3.0), as a table",
)
MESH = File(
    "mesh_dhimmel/data/tree-numbers.tsv",
    "b54bbacaf2a4bc95b04040a7a89fca06c62c1bfe577957bdf90edcc90e5e6c4d",
    "dhimmel/mesh on GitHub, commit 9e16dfdc (CC0; MeSH 2015, National Library of Medicine)",
)
HETIONET = File(
    "hetionet_nodes/hetnet/tsv/hetionet-v1.0-nodes.tsv",
    "3ad9eb86c031df8bc7d5efefa6edc93562182eb9a6a71e5129d3f18b9d42c50e",
    "hetio/hetionet on GitHub, commit 8a6cc0c5 (CC0)",
)
MEDQUAD = File(
    "medquad/focus_synonyms.tsv",
    "8d08be5b01ed32b34ec2a00c185ae8f516715f0ac4eac6184cb7da2a517aa918",
    "abachaa/MedQuAD on GitHub, commit 577bd37b (CC BY 4.0), foci and synonyms as a table",
)
LAY = File(
    "pubhealth_lexicon_only/data/lexicon.txt",
    "764c77d81117ddf11b0ea3d9e08adfb0d62b4824645b8744488a404bca984e3e",
    "neemakot/Health-Fact-Checking on GitHub, commit 02136d3e (MIT)",
)
PHRASES = Path(__file__).parent / "phrases.tsv"
DRUG_PAGES = "11_MPlusDrugs_QA"
RARE = ("2_GARD_QA", "3_GHR_QA")
FILES = (DOID_OBO, DOID_TSV, DOID_XREF, SYMP, UBERON, MESH, HETIONET, MEDQUAD, LAY)
# Prose that phrases and combinations are counted in; training/corpus.py reads it.


def check(data: Path) -> None:
    """Exit with what is missing or different, and where it can be had."""
    files.check(data, (*FILES, *files.PROSE))


def disease_ontology(data: Path) -> Iterator[Row]:
    """Yield the current labels with the synonyms of the last release that had them in one file."""
    synonyms = {row.id: (row.name, *row.names) for row in _obo(data / DOID_OBO.path, "CONDITION")}
    for row in _table(data / DOID_TSV.path):
        yield Row(row["id"], "CONDITION", row["label"], synonyms.get(row["id"], ()))


def doid_of_cui(data: Path) -> dict[str, str]:
    """Map UMLS concepts to current Disease Ontology ones where the mapping is one to one."""
    current = {row["id"] for row in _table(data / DOID_TSV.path)}
    found: dict[str, set[str]] = defaultdict(set)
    for row in _table(data / DOID_XREF.path):
        vocabulary, _, cui = row["xref"].partition(":")
        if vocabulary == "UMLS_CUI" and row["id"] in current:
            found[cui].add(row["id"])
            found[row["id"]].add(cui)
    single = {key: next(iter(ids)) for key, ids in found.items() if len(ids) == 1}
    return {cui: doid for cui, doid in single.items() if single.get(doid) == cui}


def symptom_ontology(data: Path) -> Iterator[Row]:
    """Yield symptoms of humans."""
    yield from _obo(data / SYMP.path, "SYMPTOM")


def uberon(data: Path) -> Iterator[Row]:
    """Yield anatomy that humans have, by its cross-references to a human atlas."""
    for row in _table(data / UBERON.path):
        if row["has_fma_xref"] == "1":
            pairs = [
                re.fullmatch(r"(.*?)(?:@\w+)? \[(\w+)\]", s) for s in row["synonyms"].split("|")
            ]
            exact = tuple(m[1] for m in pairs if m and m[2] == "EXACT")
            yield Row(row["id"], "ANATOMY", row["name"], exact)


def mesh(data: Path) -> Iterator[Row]:
    """Yield the headings of the branches that health prose speaks of."""
    trees: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in _table(data / MESH.path):
        trees[row["mesh_id"], row["mesh_name"]].append(row["mesh_tree_number"])
    drugs = {name.casefold() for _, name, kind in _nodes(data) if kind == "Compound"}
    drugs |= {line[1].casefold() for _, line in _medquad_lines(data) if line[0] == DRUG_PAGES}
    for (number, name), numbers in trees.items():
        kind = kinds.of_mesh(name, numbers, drugs)
        if kind:
            yield Row(f"MESH:{number}", kind, name, tuple(_tumors(name)))


def _tumors(name: str) -> Iterator[str]:
    """Say 'Breast Neoplasms' as 'Breast Cancer' and 'Breast Tumor'."""
    for said in spoken(name):
        if said.endswith(" Neoplasms"):
            yield said.replace("Neoplasms", "Cancer")
            yield said.replace("Neoplasms", "Tumor")


def drugs(data: Path) -> Iterator[Row]:
    """Yield drugs and their classes, then the side effects that labels name."""
    prefixes = {"Compound": "DRUGBANK", "Pharmacologic Class": "NDFRT", "Side Effect": "UMLS"}
    for wanted, prefix in prefixes.items():
        for number, name, kind in _nodes(data):
            if kind == wanted and not re.match(r"Increased|Decreased", name):
                guess = kinds.of_name(name) if kind == "Side Effect" else "DRUG"
                of = "CONDITION" if guess == kinds.GENERAL else guess
                yield Row(f"{prefix}:{number}", of, name)


def medquad(data: Path) -> Iterator[Row]:
    """Yield the topics of consumer-health answers and their synonyms."""
    doid = doid_of_cui(data)
    topics: dict[str, set[str]] = defaultdict(set)
    for _, (_, focus, _, cuis, _, _) in _medquad_lines(data):
        topics[cuis].add(focus.casefold())
    for number, (source, focus, synonyms, cuis, types, _) in _medquad_lines(data):
        # The numbers were put there by a program: they are right on pages of rare diseases, and
        # elsewhere where no other topic has the same one ("painful urination" has that of pain).
        trusted = cuis and "|" not in cuis and (source in RARE or len(topics[cuis]) == 1)
        concept = doid.get(cuis, f"UMLS:{cuis}") if trusted else f"MEDQUAD:{number}"
        # Pages on poisonings and abuse give the substance's names, not the condition's.
        harm = re.search(r"poisoning|overdose|abuse|addiction|dependence", focus, re.I)
        names = () if harm else tuple(name for name in synonyms.split("|") if name)
        # A page of several concepts is a guide ("Prevent diabetes problems"), not a term.
        if "|" not in cuis:
            yield Row(concept, _medquad_type(source, focus, types), focus, names)


def _medquad_lines(data: Path) -> Iterator[tuple[int, list[str]]]:
    with (data / MEDQUAD.path).open(encoding="utf-8", newline="") as stream:
        for number, line in enumerate(stream, 1):
            yield number, line.rstrip("\n").split("\t")


def _medquad_type(source: str, focus: str, types: str) -> str:
    by_source = {DRUG_PAGES: "DRUG", "12_MPlusHerbsSupplements_QA": "NUTRIENT"}
    if source in by_source:
        return by_source[source]
    if "T184" in types:
        return "SYMPTOM"
    disease = {"T047", "T191", "T048", "T019", "T020", "T046", "T037", "T190"} & set(
        types.split("|")
    )
    return "CONDITION" if disease else kinds.of_name(focus)


def lay(data: Path) -> Iterator[Row]:
    """Yield lay health terms, typed by their last word."""
    for number, line in enumerate((data / LAY.path).read_text("utf-8").splitlines(), 1):
        yield Row(f"PUBHEALTH:{number}", kinds.of_name(line.strip()), line.strip())


def phrases(_: Path) -> Iterator[Row]:
    """Yield set phrases of health prose, which have no type."""
    lines = PHRASES.read_text("utf-8").splitlines()[1:]
    for number, line in enumerate(lines, 1):
        yield Row(f"PHRASE:{number}", kinds.GENERAL, line.partition("\t")[0])


READERS: tuple[Callable[[Path], Iterator[Row]], ...] = (
    disease_ontology, symptom_ontology, mesh, uberon, drugs, medquad, lay, phrases,
)  # fmt: skip


def _table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream, delimiter="\t")


def _nodes(data: Path) -> Iterator[tuple[str, str, str]]:
    for row in _table(data / HETIONET.path):
        yield row["id"].partition("::")[2], row["name"], row["kind"]


def _obo(path: Path, kind: str) -> Iterator[Row]:
    """Yield the live terms of an OBO file with their exact synonyms."""
    for stanza in path.read_text("utf-8").split("\n[")[1:]:
        fields = [line.partition(": ")[::2] for line in stanza.splitlines()]
        values = dict(reversed(fields))  # the first of a key counts
        exact = (re.match(r'"(.*?)\s*" EXACT', value) for key, value in fields if key == "synonym")
        if stanza.startswith("Term]") and values.get("is_obsolete") != "true":
            yield Row(values["id"], kind, values["name"], tuple(m[1] for m in exact if m))
