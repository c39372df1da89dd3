"""Honours of a quarter: proposed by a stated rule, decided by a person, hung on the wall."""

from lms.culture.honours.deciding import decide_honours, decides_honours
from lms.culture.honours.figures import BranchFigures, LetterFigures, Proposal
from lms.culture.honours.reading import Honours, honours_of_the_bank, propose_honours, quarters_to_honour

__all__ = [
    "BranchFigures",
    "Honours",
    "LetterFigures",
    "Proposal",
    "decide_honours",
    "decides_honours",
    "honours_of_the_bank",
    "propose_honours",
    "quarters_to_honour",
]
