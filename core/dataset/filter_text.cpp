#include "core/dataset/filter_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/text/joined.hpp"
#include "core/base/text/number_text.hpp"

namespace priorscope {
namespace {

struct Flag {
    const char* name;
    bool ImageFilter::*shown;
};
constexpr std::array<Flag, 3> kFlags{Flag{"difficult", &ImageFilter::difficult},
                                     Flag{"truncated", &ImageFilter::truncated},
                                     Flag{"missing", &ImageFilter::missing}};

/// Unquoted if unambiguous, otherwise in quotes.
std::string quotedWhereNeeded(const std::string& word) {
    if (!word.empty() && word.find_first_of(" \t,=<>\"\\") == std::string::npos && word.front() != '-') {
        return word;
    }
    std::string quoted = "\"";
    for (const char letter : word) {
        quoted += letter == '"' || letter == '\\' ? std::string("\\") + letter : std::string(1, letter);
    }
    return quoted + '"';
}

[[noreturn]] void refuse(std::string_view term, Sentence reason, Sentence remedy) {
    throw Error({.action = Core::tr("reading the filter \"%1\"").arg(std::string(term)),
                 .reason = std::move(reason),
                 .remedy = std::move(remedy)});
}

/// A term: what stands before its sign, the sign, and the values after it.
struct Term {
    std::string text{};  ///< as typed
    std::string name{};  ///< empty: a word
    std::string sign{};
    std::vector<std::string> values{};
};

/// Splits a line into terms.
class Terms {
  public:
    explicit Terms(std::string_view line) : m_line(line) {}

    /// Blanks may stand around signs and after commas.
    std::optional<Term> next() {
        skipBlanks();
        if (m_at == m_line.size()) {
            return std::nullopt;
        }
        const std::size_t begin = m_at;
        Term term;
        const std::string first = word("=<>");
        const std::size_t end = m_at;
        skipBlanks();
        if (m_at < m_line.size() && isSign(m_line[m_at])) {
            term.name = first;
            while (m_at < m_line.size() && isSign(m_line[m_at])) {
                term.sign += m_line[m_at++];
            }
            do {
                skipBlanks();
                term.values.push_back(word(","));
            } while (m_at < m_line.size() && m_line[m_at] == ',' && ++m_at <= m_line.size());
        } else {
            m_at = end;
            term.values.push_back(first);
        }
        term.text = m_line.substr(begin, m_at - begin);
        return term;
    }

  private:
    static bool isBlank(char letter) { return letter == ' ' || letter == '\t' || letter == '\n'; }
    static bool isSign(char letter) { return letter == '=' || letter == '<' || letter == '>'; }

    void skipBlanks() {
        while (m_at < m_line.size() && isBlank(m_line[m_at])) {
            ++m_at;
        }
    }

    /// Up to a blank or one of these letters outside of quotes.
    std::string word(std::string_view ends) {
        std::string result;
        bool is_quoted = false;
        for (; m_at < m_line.size(); ++m_at) {
            const char letter = m_line[m_at];
            if (!is_quoted && (isBlank(letter) || ends.find(letter) != std::string_view::npos)) {
                break;
            }
            if (letter == '"') {
                is_quoted = !is_quoted;
            } else if (is_quoted && letter == '\\' && m_at + 1 < m_line.size()) {
                result += m_line[++m_at];
            } else {
                result += letter;
            }
        }
        return result;
    }

    std::string_view m_line;
    std::size_t m_at = 0;
};

constexpr std::string_view kVerified = "verified";
constexpr std::string_view kNotVerified = "-verified";

std::string namesOfFields() {
    std::vector<std::string> names{"class", "together", "text", std::string(kVerified)};
    names.insert(names.end(), markKinds().begin(), markKinds().end());
    for (const Flag& flag : kFlags) {
        names.emplace_back(flag.name);
    }
    for (const FilterFieldInfo& field : filterFields()) {
        names.push_back(field.name);
    }
    return joined(names);
}

double numberOf(const Term& term, std::string_view text) {
    const std::optional<double> number = numberFromText(text);
    if (!number || !std::isfinite(*number)) {
        refuse(term.text, Core::tr("\"%1\" is no number").arg(std::string(text)),
               Core::tr("Write for example width<32, objects>=5 or aspect=0.5..2"));
    }
    return *number;
}

FilterCondition conditionOf(const Term& term, FilterField field) {
    FilterCondition condition{.field = field};
    if (term.values.size() != 1) {
        refuse(term.text, Core::tr("it takes one number or range"),
               Core::tr("Write a point in decimals, no comma"));
    }
    const std::string& value = term.values.front();
    if (term.sign == "=") {
        const std::size_t dots = value.find("..");
        condition.least = numberOf(term, std::string_view(value).substr(0, dots));
        condition.most = dots == std::string::npos ? condition.least
                                                   : numberOf(term, std::string_view(value).substr(dots + 2));
        if (condition.most < condition.least) {
            refuse(term.text, Core::tr("its range ends before it begins"), Core::tr("Swap both numbers"));
        }
    } else if (term.sign == "<" || term.sign == "<=") {
        condition.most = numberOf(term, value);
        condition.is_below = term.sign == "<";
    } else if (term.sign == ">" || term.sign == ">=") {
        condition.least = numberOf(term, value);
        condition.is_above = term.sign == ">";
    } else {
        refuse(term.text, Core::tr("there is no comparison \"%1\"").arg(term.sign),
               Core::tr("There are =, <, <=, > and >="));
    }
    return condition;
}

/// Two conditions of one field that together are a range become one, so that text reads back as it was.
void add(std::vector<FilterCondition>& conditions, const FilterCondition& condition) {
    for (FilterCondition& known : conditions) {
        const bool known_is_least =
            known.field == condition.field && known.most > 1e300 && condition.least < -1e300;
        if (known_is_least) {
            known.most = condition.most;
            known.is_below = condition.is_below;
            return;
        }
    }
    conditions.push_back(condition);
}

std::vector<int> labelsOf(const Term& term, const std::vector<std::string>& classes) {
    std::vector<int> labels;
    for (const std::string& name : term.values) {
        const auto found = std::find(classes.begin(), classes.end(), name);
        if (found == classes.end()) {
            refuse(term.text, Core::tr("there is no class \"%1\"").arg(name),
                   Core::tr("Classes: %1").arg(joined(classes)));
        }
        labels.push_back(static_cast<int>(found - classes.begin()) + 1);
    }
    return labels;
}

void addClasses(const Term& term, const std::vector<std::string>& classes, ImageFilter& filter) {
    for (const int label : labelsOf(term, classes)) {
        if (std::find(filter.labels.begin(), filter.labels.end(), label) == filter.labels.end()) {
            filter.labels.push_back(label);
        }
    }
}

/// @return whether the term is about what is verified; a word in quotes is text
bool setVerified(const Term& term, ImageFilter& filter) {
    if (term.text != kVerified && term.text != kNotVerified) {
        return false;
    }
    filter.verified = term.text == kVerified;
    return true;
}

/// @return whether the term is one of a flag
bool setFlag(const Term& term, ImageFilter& filter) {
    for (const Flag& flag : kFlags) {
        if (term.name.empty() && term.values.front() == std::string("-") + flag.name) {
            filter.*flag.shown = false;
            return true;
        }
        if (term.name == flag.name && term.sign == "=") {
            if (term.values.size() != 1 ||
                (term.values.front() != "shown" && term.values.front() != "hidden")) {
                refuse(term.text, Core::tr("it is either shown or hidden"),
                       Core::tr("Write %1=shown or %1=hidden").arg(std::string(flag.name)));
            }
            filter.*flag.shown = term.values.front() == "shown";
            return true;
        }
    }
    return false;
}

/// The kind that a term names, with or without a "-" in front; null: none.
const std::string* markKindOf(const Term& term) {
    const std::string_view name =
        std::string_view(term.name).substr(!term.name.empty() && term.name.front() == '-' ? 1 : 0);
    const auto kind = std::find(markKinds().begin(), markKinds().end(), name);
    return kind == markKinds().end() || term.sign != "=" ? nullptr : &*kind;
}

void addMarks(const Term& term, const std::string& kind, ImageFilter& filter) {
    MarkCondition condition{.kind = kind, .names = term.values, .is_without = term.name.front() == '-'};
    if (std::any_of(condition.names.begin(), condition.names.end(),
                    [](const std::string& name) { return name.empty(); })) {
        refuse(term.text, Core::tr("it needs a name"), Core::tr("Write for example %1=NAME").arg(kind));
    }
    if (std::find(filter.marks.begin(), filter.marks.end(), condition) == filter.marks.end()) {
        filter.marks.push_back(std::move(condition));
    }
}

const FilterFieldInfo* fieldNamed(const std::string& name) {
    const auto field = std::find_if(filterFields().begin(), filterFields().end(),
                                    [&name](const FilterFieldInfo& each) { return each.name == name; });
    return field != filterFields().end() ? &*field : nullptr;
}

/// Without a "-" in front.
std::string plainName(const Term& term) {
    return term.name.starts_with('-') ? term.name.substr(1) : term.name;
}

/// Letters to change, add, leave out or swap with their neighbour, at most.
bool isNearly(std::string_view a, std::string_view b) {
    const std::size_t most = std::min(a.size(), b.size()) < 5 ? 1 : 2;
    std::vector<std::vector<std::size_t>> steps(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                steps[i][j] = i + j;
                continue;
            }
            const bool is_same = a[i - 1] == b[j - 1];
            steps[i][j] =
                std::min({steps[i - 1][j] + 1, steps[i][j - 1] + 1, steps[i - 1][j - 1] + (is_same ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                steps[i][j] = std::min(steps[i][j], steps[i - 2][j - 2] + 1);
            }
        }
    }
    return steps[a.size()][b.size()] <= most;
}

/// Whether a name is a slip for one that there is, or is one that an annotation, but no filter has.
bool isMisspelt(const std::string& name) {
    static constexpr std::array<std::string_view, 8> kOfAnnotations{"split", "occluded", "pose",  "crowd",
                                                                    "label", "score",    "image", "iou"};
    const auto is_near = [&name](std::string_view known) { return isNearly(name, known); };
    return std::find(kOfAnnotations.begin(), kOfAnnotations.end(), name) != kOfAnnotations.end() ||
           is_near("class") || is_near("together") || is_near(kVerified) ||
           std::any_of(markKinds().begin(), markKinds().end(), is_near) ||
           std::any_of(kFlags.begin(), kFlags.end(), [&](const Flag& flag) { return is_near(flag.name); }) ||
           std::any_of(filterFields().begin(), filterFields().end(), [&](const FilterFieldInfo& field) {
               return field.name.size() > 2 && is_near(field.name);
           });
}

/// Words may have the letter =, as in frame_t=12; < and > are always comparisons.
bool isCondition(const Term& term) {
    ImageFilter ignored;
    const std::string name = plainName(term);
    const bool is_named =
        markKindOf(term) != nullptr || name == "text" || name == "class" || name == "together" ||
        name == kVerified || fieldNamed(name) != nullptr ||
        std::any_of(kFlags.begin(), kFlags.end(), [&name](const Flag& flag) { return flag.name == name; });
    return term.name.empty() && term.sign.empty() ? setFlag(term, ignored) || setVerified(term, ignored)
                                                  : is_named || term.sign != "=" || isMisspelt(name);
}

/// Of a condition that begins as one does and means nothing.
[[noreturn]] void refuseCondition(const Term& term) {
    const std::string name = plainName(term);
    if (name == kVerified) {
        refuse(term.text, Core::tr("it takes no value"), Core::tr("Write verified or -verified"));
    }
    if (name != term.name) {
        refuse(term.text, Core::tr("only tags, findings and verdicts take a \"-\" and a value"),
               Core::tr("Turn the condition round, for example width>=32 in place of -width<32"));
    }
    refuse(term.text, Core::tr("nothing is called \"%1\" here").arg(term.name),
           Core::tr("There are: %1. A word that has the letter = stands in quotes").arg(namesOfFields()));
}

void addText(const std::string& text, ImageFilter& filter) {
    filter.text += (filter.text.empty() ? "" : " ") + text;
}

/// " class=cat,dog"; nothing without labels.
std::string classTerm(const std::string& name, const std::vector<int>& labels,
                      const std::vector<std::string>& classes) {
    std::string text;
    for (const int label : labels) {
        if (label < 1 || static_cast<std::size_t>(label) > classes.size()) {
            refuse({}, Core::tr("there is no class %1").arg(label), Core::tr("Filter by classes of its own"));
        }
        text += (text.empty() ? " " + name + "=" : ",") +
                quotedWhereNeeded(classes[static_cast<std::size_t>(label - 1)]);
    }
    return text;
}

}  // namespace

TypedLine typedLine(std::string_view text) {
    TypedLine typed;
    Terms terms(text);
    while (const std::optional<Term> term = terms.next()) {
        if (isCondition(*term)) {
            typed.has_conditions = true;
        } else {
            typed.words += (typed.words.empty() ? "" : " ") + term->text;
        }
    }
    return typed;
}

std::string filterText(const ImageFilter& filter, const std::vector<std::string>& classes) {
    std::string text;
    if (!filter.text.empty()) {
        text += " text=" + quotedWhereNeeded(filter.text);
    }
    std::vector<int> labels = filter.labels;
    std::sort(labels.begin(), labels.end());
    labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
    std::vector<int> together = filter.together;
    std::sort(together.begin(), together.end());
    text += classTerm("class", labels, classes) + classTerm("together", together, classes);
    for (const FilterCondition& condition : filter.conditions) {
        text += " " + conditionText(condition);
    }
    const bool has_objects = !text.empty();
    if (filter.verified) {
        text.append(" ").append(*filter.verified ? kVerified : kNotVerified);
    }
    for (const MarkCondition& condition : filter.marks) {
        text += (condition.is_without ? " -" : " ") + condition.kind + "=";
        for (std::size_t i = 0; i < condition.names.size(); ++i) {
            text += (i == 0 ? "" : ",") + quotedWhereNeeded(condition.names[i]);
        }
    }
    if (has_objects) {  // all of them depend on the objects shown
        text += filter.difficult ? " difficult=shown" : " difficult=hidden";
        text += filter.truncated ? " truncated=shown" : " truncated=hidden";
    }
    text += filter.missing ? "" : " missing=hidden";
    return text.empty() ? text : text.substr(1);
}

ImageFilter filterFromText(std::string_view text, const std::vector<std::string>& classes, ImageFilter onto) {
    ImageFilter filter = std::move(onto);
    const std::vector<FilterCondition> before = std::exchange(filter.conditions, {});
    filter.text.clear();
    Terms terms(text);
    while (const std::optional<Term> term = terms.next()) {
        const FilterFieldInfo* field = fieldNamed(term->name);
        if (setFlag(*term, filter) || setVerified(*term, filter)) {
            continue;
        }
        if (!isCondition(*term)) {
            addText(term->sign.empty() ? term->values.front() : term->text, filter);
        } else if (term->name == "text" && term->sign == "=") {
            std::string typed;
            for (std::size_t i = 0; i < term->values.size(); ++i) {
                typed += (i == 0 ? "" : ",") + term->values[i];
            }
            addText(typed, filter);
        } else if (const std::string* kind = markKindOf(*term)) {
            addMarks(*term, *kind, filter);
        } else if (term->name == "class" && term->sign == "=") {
            addClasses(*term, classes, filter);
        } else if (term->name == "together" && term->sign == "=") {
            filter.together = labelsOf(*term, classes);
            std::sort(filter.together.begin(), filter.together.end());
        } else if (field != nullptr) {
            add(filter.conditions, conditionOf(*term, field->field));
        } else {
            refuseCondition(*term);
        }
    }
    std::vector<FilterCondition> conditions;
    for (const FilterCondition& condition : before) {
        if (std::none_of(filter.conditions.begin(), filter.conditions.end(),
                         [&](const FilterCondition& typed) { return typed.field == condition.field; })) {
            conditions.push_back(condition);
        }
    }
    conditions.insert(conditions.end(), filter.conditions.begin(), filter.conditions.end());
    filter.conditions = std::move(conditions);
    return filter;
}

}  // namespace priorscope
