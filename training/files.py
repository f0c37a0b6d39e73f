"""The files that packaged data is made from: their digests and where the public has them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class File:
    """A source file, or a folder of text files: its digest and where the public has it."""

    path: str
    sha256: str
    home: str


PROSE = (
    File(
        "medquad/medquad_answers.jsonl",
        "2bf7b55ffd08faeb9d69a5d7144f9d4c4d8aa15817625088fb75276e18ad3062",
        "abachaa/MedQuAD on GitHub, commit 577bd37b (CC BY 4.0), answers as JSON lines",
    ),
    File(
        "openstax_anatomy/ccby_version/openstax_anatomy_ccby.txt",
        "da215b90a21f7ccd0f301927859bfe223ae6d9f4092b11b2f39e9717a8840b49",
        "openstax/osbooks-anatomy-physiology on GitHub, commit b0058a74 (CC BY 4.0), as text",
    ),
    File(
        "openstax_microbiology/ccby_version/openstax_microbiology_ccby.txt",
        "785f1c2269ae11d179150d452aa65bf8ec98011c8dd41afc5d8a8260dff66ee2",
        "openstax/osbooks-microbiology on GitHub, commit ecf34dad (CC BY 4.0), as text",
    ),
    File(
        "openstax_health/nursing_nutrition_pharmacology_population.txt",
        "25245df59963932a454dcc99d0c5411e88d5b7edacf065161ef09ec3e499fb1b",
        "openstax/osbooks-nursing-external-bundle on GitHub, commit 7876f90a (CC BY 4.0), as text",
    ),
    File(
        "openstax_health/psychology.txt",
        "ee7972223f8ba0dfc98500c8f2ed00a786c9f2cb2906102f7d8cfdead454522c",
        "openstax/osbooks-psychology on GitHub, commit e061043b (CC BY 4.0), as text",
    ),
    File(
        "nltk_data_subset/packages/corpora/pil.zip",
        "0538ee1d94de616004fd2434cf03840dffab5507cf8b56725b6ef82b572deb76",
        "nltk/nltk_data on GitHub, commit 5db857e6 (leaflets distributed with permission)",
    ),
    File(
        "cochrane_pls/data/data-1024/val.target",
        "4a2ebbe3ceb47738a1458bc229d209da1c8ebd7e7cbc17b963b94ce343bcc12b",
        "AshOlogn/Paragraph-level-Simplification-of-Medical-Texts on GitHub (CC BY 4.0)",
    ),
    File(
        "cochrane_pls/data/data-1024/test.target",
        "d5a2dbac13f2a471e374b1689178d8d1259e98bfc52015559162f9f4656ac70b",
        "AshOlogn/Paragraph-level-Simplification-of-Medical-Texts on GitHub (CC BY 4.0)",
    ),
    File(
        "ud_ewt/en_ewt-ud-train.rebuilt.conllu",
        "3fb78e2b55482c8ee00caa653af436c88c9e5bc9a73ce26e4ae3ddc79d2b7e7b",
        "UniversalDependencies/UD_English-EWT on GitHub (CC BY-SA 4.0), train part",
    ),
)

THESAURI = (
    File(
        "thesaurus_moby/moby.tsv",
        "085eb363f75ce79ef5fd44565972158d99928e7db31cf4220f0af0cbf12e903b",
        "the npm package moby 1.1.2 (public domain), words.txt with a tab behind each root",
    ),
    File(
        "ppdb_lexical/ppdb-1.0-xxxl-lexical.extended.synonyms.uniquepairs",
        "151e008bd71aa3a5f33d827ccc7c87b7144fbf037c0947fe54ff774d37a79fdd",
        "nltk/nltk_data on GitHub, commit 5db857e6 (CC BY 3.0)",
    ),
    File(
        "english_wordnet/oewn_synsets.tsv",
        "ee0cd2de5f70bf5619789f96447c9ec7ca5540b2cab8a73584981ce49ecf149d",
        "globalwordnet/english-wordnet on GitHub, commit d94538ad (CC BY 4.0), as a table",
    ),
    File(
        "tortured/pps_merged.tsv",
        "099c60610ebe69a8a3c04a13bca565197986d2a5fb214cf39df2d368238b503d",
        "giladfeldman/torturedcheck on GitHub (CC BY 4.0), with the lists it names",
    ),
    File(
        "tortured/pps_word_substitutions.tsv",
        "a41f065d7ce300f26a3e578bdf3a47f833c28c2d33874e8ff67ecc4c97887f0c",
        "giladfeldman/torturedcheck on GitHub (CC BY 4.0), aligned word by word",
    ),
)

TRIALS = (
    File(
        "evidence_inference/abstracts.jsonl",
        "5c4fc274242cd3c97a1ee84a0e24b5890a9c20d791be84431dc6ef1a6ef61c72",
        "jayded/evidence-inference on GitHub, commit b9831b6c (MIT), its abstracts by section",
    ),
    File(
        "evidence_inference/txt_files",
        "b54f2146e4b26ff12cb553ac55237848c84e1f69b842091927ff05c7c95995b9",
        "jayded/evidence-inference on GitHub, commit b9831b6c; articles of PMC open access",
    ),
)

SYNTAX = (
    PROSE[-1],
    File(
        "genia_dep/genia_train_trees_from_xml.ptb",
        "7604faf07b1b3c3b7de364f35b36f15845126593555d1b17ff86732780f262e3",
        "allenai/genia-dependency-trees on GitHub, commit a155b14b: train part of the original XML"
        " treebank as brackets (GENIA licence)",
    ),
    File(
        "genia_dep/dev.conllu",
        "dde7ffbf932e2f409ffb9e488a36ee4b220823fcd003fc233c32e4fbb3eb3e6e",
        "allenai/genia-dependency-trees on GitHub, commit a155b14b (GENIA licence)",
    ),
    File(
        "genia_dep/test.conllu",
        "ebe592ba41188fad4ff5ae1f509014194f1a5837c4eb0a319c348e7ea4d73ad4",
        "allenai/genia-dependency-trees on GitHub, commit a155b14b (GENIA licence)",
    ),
    File(
        "ud_ewt/en_ewt-ud-dev.conllu",
        "531a54ff90d6ab12201c5a50c3e78e6ddac4de69abc4bce5d275d3cd29efe2b6",
        "UniversalDependencies/UD_English-EWT on GitHub, commit 15d613d8 (CC BY-SA 4.0)",
    ),
    File(
        "ud_ewt/en_ewt-ud-test.conllu",
        "e266e515a0a7547657ed3d90d9ba46487d6bd251f27ad4269d4e8a427c8555cd",
        "UniversalDependencies/UD_English-EWT on GitHub, commit 15d613d8 (CC BY-SA 4.0)",
    ),
    File(
        "craft/craft_train.conllu",
        "aff04b2e785af094f74367f9a2ff022c3a5aab7de1c796f78783c8544a3b0806",
        "UCDenver-ccp/CRAFT on GitHub, commit 2abe82b8 (CC BY 3.0), conllu files in one",
    ),
    File(
        "ud_gum/en_gum-ud-test.conllu",
        "fe95c0e744f81cdf2a307ce522604ecc05cd359c7c6d1abaa3a46c85d024f34c",
        "UniversalDependencies/UD_English-GUM on GitHub, commit afb41ee9 (CC BY-NC-SA 4.0), only"
        " measured on",
    ),
)


def check(data: Path, files: Iterable[File]) -> None:
    """Exit with what is missing or different, and where it can be had."""
    for file in files:
        where = data / file.path
        if not where.exists():
            raise SystemExit(f"{where} is missing; get {file.home}")
        found = digest(where)
        if found != file.sha256:
            raise SystemExit(f"{where} has sha256 {found}, not {file.sha256}; get {file.home}")


def digest(path: Path) -> str:
    """Return the sha256 of a file, or of the digests of a folder's text files in order of name."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    parts = (hashlib.sha256(file.read_bytes()).digest() for file in sorted(path.glob("*.txt")))
    return hashlib.sha256(b"".join(parts)).hexdigest()
