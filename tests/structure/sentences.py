#!/usr/bin/env python3
"""Whether every sentence of core is marked for translation.

sentences.py SOURCE_ROOT

A literal with words in it that becomes a Sentence must be inside Core::tr(...). It becomes one as
- the value of a field or variable of that type (.reason = …, reason += …, Sentence detail = …),
- an argument where a function of core takes one (fail(file, …), JsonFields(json, …)), and of .arg(…),
- what a function returns that returns one,
- a member of a struct that has one, added to a list of such structs (problems.push_back({"steps", …})).
Fields and functions of headers are known everywhere, those of a .cpp file in it. Ends with 1 and names each literal that
is not marked.
"""
import re
import sys
from pathlib import Path

TOKEN = re.compile(r'''
    (?P<comment>//[^\n]*|/\*.*?\*/)
  | (?P<raw>R"(?P<mark>[^(\s]*)\(.*?\)(?P=mark)")
  | (?P<text>"(?:\\.|[^"\\])*")
  | (?P<char>'(?:\\.|[^'\\])+'(?![0-9a-fA-F]))
  | (?P<number>\d[\w.']*)
  | (?P<word>[A-Za-z_]\w*)
  | (?P<sign>::|->|\+=|==|!=|\S)''', re.VERBOSE | re.DOTALL)
PAIRS = {"(": ")", "[": "]", "{": "}"}
# Keys that name a place in a JSON document.
KEYS = {'", options"', '", priors"', '", tail"', '", maps["', '", variances"'}
WORDS = re.compile(r"[A-Za-z]*[a-z]{2}")


class Token:
    def __init__(self, kind, text, at):
        self.kind, self.text, self.at = kind, text, at


class Source:
    def __init__(self, file):
        self.file = file
        self.text = file.read_text(encoding="utf-8")
        self.tokens = [Token(m.lastgroup if m.lastgroup != "mark" else "raw", m.group(), m.start())
                       for m in TOKEN.finditer(self.text) if m.group("comment") is None]
        self.partner = {}
        opened = []
        for i, token in enumerate(self.tokens):
            if token.text in PAIRS and token.kind == "sign":
                opened.append(i)
            elif token.kind == "sign" and opened and token.text == PAIRS[self.tokens[opened[-1]].text]:
                self.partner[opened.pop()] = i

    def at(self, i):
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ""

    def line(self, i):
        return self.text.count("\n", 0, self.tokens[i].at) + 1

    def end_of_value(self, i):
        """The index after an expression: of the comma, semicolon or bracket that ends it."""
        while i < len(self.tokens) and self.at(i) not in (",", ";", ")", "]", "}"):
            i = self.partner.get(i, i) + 1
        return i

    def parts(self, opening):
        """The ranges between the commas inside a pair of brackets."""
        i, end = opening + 1, self.partner.get(opening, opening)
        while i < end:
            stop = self.end_of_value(i)
            yield i, stop
            i = stop + 1

    def parameters(self, opening):
        """The same for a declaration, where a comma may stand between arguments of a template."""
        start, depth = opening + 1, 0
        for i, stop in self.parts(opening):
            words = [self.at(k) for k in range(i, stop)]
            depth += words.count("<") - words.count(">")
            if depth <= 0:
                yield start, stop
                start, depth = stop + 1, 0


class Names:
    """What is a Sentence, or holds one."""

    def __init__(self):
        self.values = set()     # fields, variables, parameters
        self.returning = set()  # functions
        self.places = {}        # function: the numbers of its parameters that are sentences
        self.structs = {}       # struct: as places, of its members
        self.lists = {}         # std::vector<…> of sentences, or of structs that have one: as structs

    def joined(self, other):
        both = Names()
        both.values = self.values | other.values
        both.returning = self.returning | other.returning
        for kind in ("places", "structs", "lists"):
            ours, theirs = getattr(self, kind), getattr(other, kind)
            setattr(both, kind, {name: ours.get(name, set()) | theirs.get(name, set()) for name in ours | theirs})
        return both


def has_type(source, start, stop):
    """Whether a parameter's type is Sentence, by value or reference."""
    words = [source.at(i) for i in range(start, stop)]
    before = words[:words.index("=")] if "=" in words else words
    return "Sentence" in before and not ({"(", "<"} & set(before))


def declared(source):
    names = Names()
    for i, token in enumerate(source.tokens):
        following = source.at(i + 1)
        if token.kind == "word" and following == "(":
            places = {place for place, (start, stop) in enumerate(source.parameters(i + 1))
                      if has_type(source, start, stop)}
            if places and token.text not in ("arg", "Sentence", "if", "return"):
                names.places.setdefault(token.text, set()).update(places)
        if following == "[" and token.text == "=" and source.at(source.partner.get(i + 1, i) + 1) == "(":
            opening = source.partner[i + 1] + 1  # a lambda
            places = {place for place, (start, stop) in enumerate(source.parameters(opening))
                      if has_type(source, start, stop)}
            if places:
                names.places.setdefault(source.at(i - 1), set()).update(places)
        if token.text == "struct" and source.at(i + 2) == "{":
            places = members(source, i + 2)
            if places:
                names.structs[following] = places
        if token.text != "Sentence" or source.at(i - 1) in ("class", "struct", "::"):
            continue
        name = i + 1
        while source.at(name) in ("&", ">", "const"):
            name += 1
        if source.at(i - 1) == "<" and source.at(i - 2) == "vector" or \
                source.at(i - 1) == "," and source.at(i + 1) == ">":  # a map to sentences
            names.lists.setdefault(source.at(name), set())
        while source.at(name + 1) == "::":
            name += 2
        if source.at(name + 1) == "(":
            names.returning.add(source.at(name))
        elif source.at(name + 1) in ("=", ";", "{", ",", ")", ":"):
            names.values.add(source.at(name))
    return names


def members(source, opening):
    """The numbers of the members that are sentences."""
    places, number, i = set(), 0, opening + 1
    end = source.partner.get(opening, opening)
    while i < end:
        stop = i
        while stop < end and source.at(stop) != ";":
            if source.at(stop) == "(":
                return set()  # a function: not initialised as a list
            stop = source.partner.get(stop, stop) + 1
        if source.at(i) == "Sentence":
            places.add(number)
        number += 1
        i = stop + 1
    return places


def add_lists(source, names, structs):
    for i, token in enumerate(source.tokens):
        if token.text == "vector" and source.at(i + 2) in structs and source.at(i + 3) == ">":
            name = i + 5 if source.at(i + 4) == "&" else i + 4
            names.lists.setdefault(source.at(name), set()).update(structs[source.at(i + 2)])


def unmarked(source, start, stop):
    """The literals of an expression that are not inside Core::tr, a call or a comparison."""
    i = start
    while i < stop:
        token = source.tokens[i]
        if token.text == "(" and source.tokens[i - 1].kind == "word" and \
                source.at(i - 1) not in ("Sentence", "string", "return"):
            i = source.partner.get(i, i) + 1
            continue
        if token.text in ("[", "{"):
            i = source.partner.get(i, i) + 1
            continue
        compared = source.at(i - 1) in ("==", "!=") or source.at(i + 1) in ("==", "!=")
        if token.kind == "text" and WORDS.search(token.text) and token.text not in KEYS and not compared:
            yield i
        i += 1


def values_of(source, names):
    """The ranges of all expressions that become sentences."""
    for i, token in enumerate(source.tokens):
        following = source.at(i + 1)
        if token.kind != "word":
            continue
        if following in ("=", "+=") and token.text in names.values:
            yield i + 2, source.end_of_value(i + 2)
        if following == "(" and token.text == "arg" and source.at(i - 1) == ".":
            yield from source.parts(i + 1)
        opening = i + 1 if following in ("(", "{") else i + 2  # of a call or a value, or of a variable of that type
        if source.at(opening) == "(" and token.text in names.places:
            for place, part in enumerate(source.parts(opening)):
                if place in names.places[token.text]:
                    yield part
        if source.at(opening) == "{" and token.text in names.structs:
            yield from list_values(source, opening, names.structs[token.text])
        if source.at(opening) == "{" and token.text in names.lists:
            yield from lists_in(source, opening, names.lists[token.text])
        if following == "[" and token.text in names.lists and source.at(source.partner[i + 1] + 1) == "=":
            yield source.partner[i + 1] + 2, source.end_of_value(source.partner[i + 1] + 2)
        if following in (".", "->") and token.text in names.lists and \
                source.at(i + 2) in ("push_back", "emplace_back"):
            opening = i + 3
            yield from source.parts(opening)
            if source.at(opening + 1) == "{":
                yield from list_values(source, opening + 1, names.lists[token.text])
        result = source.at(i - 1)
        is_list = result == ">" and source.at(i - 3) == "<" and source.at(i - 4) == "vector"
        places = names.structs.get(source.at(i - 2) if is_list else result)
        if following == "(" and (token.text in names.returning or places):
            body = source.partner.get(i + 1, i) + 1
            while source.at(body) in ("const", "override", "noexcept"):
                body += 1
            for start, stop in returned(source, body) if source.at(body) == "{" else ():
                if not places:
                    yield start, stop
                elif source.at(start) == "{":
                    yield from (lists_in if is_list else list_values)(source, start, places)


def lists_in(source, opening, places):
    for start, _ in source.parts(opening):
        if source.at(start) == "{":
            yield from list_values(source, start, places)


def list_values(source, opening, places):
    for place, (start, stop) in enumerate(source.parts(opening)):
        if place in places and source.at(start) != ".":
            yield start, stop


def returned(source, body):
    for i in range(body, source.partner.get(body, body)):
        if source.at(i) == "return":
            yield i + 1, source.end_of_value(i + 1)


def main():
    root = Path(sys.argv[1])
    sources = [Source(file) for file in sorted((root / "core").rglob("*.[ch]pp"))
               if file.relative_to(root).as_posix() not in ("core/base/text/sentence.hpp", "core/base/text/sentence.cpp")]
    headers = Names()
    for source in sources:
        if source.file.suffix == ".hpp":
            headers = headers.joined(declared(source))
    for source in sources:
        if source.file.suffix == ".hpp":
            add_lists(source, headers, headers.structs)
    print(f"{len(headers.values)} fields, {len(headers.places)} functions and {len(headers.structs)} structs of headers "
          "take sentences")
    faults = set()
    for source in sources:
        names = headers.joined(declared(source))
        add_lists(source, names, names.structs)
        for start, stop in values_of(source, names):
            faults.update((str(source.file.relative_to(root)), source.line(i), source.at(i))
                          for i in unmarked(source, start, stop))
    for file, line, text in sorted(faults):
        print(f"{file}:{line}: {text} is not inside Core::tr")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
