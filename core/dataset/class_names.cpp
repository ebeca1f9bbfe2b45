#include "core/dataset/class_names.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "core/base/text/unicode.hpp"
#include "core/dataset/issue_kind.hpp"

namespace priorscope {
namespace {

/// Lower-case Cyrillic and Greek letters that look like ASCII letters.
constexpr std::array<std::pair<std::string_view, char>, 26> kLookAlikes{{
    {"а", 'a'}, {"е", 'e'}, {"о", 'o'}, {"р", 'p'}, {"с", 'c'}, {"у", 'y'}, {"х", 'x'},
    {"і", 'i'}, {"ѕ", 's'}, {"ј", 'j'}, {"ԁ", 'd'}, {"һ", 'h'}, {"ѵ", 'v'}, {"ԛ", 'q'},
    {"ԝ", 'w'}, {"к", 'k'}, {"т", 't'}, {"м", 'm'}, {"в", 'b'}, {"н", 'h'}, {"ο", 'o'},
    {"α", 'a'}, {"ν", 'v'}, {"ρ", 'p'}, {"ι", 'i'}, {"κ", 'k'},
}};

/// Replaces full-width letters and digits, and look-alikes, by their ASCII counterparts.
std::string asAscii(std::string text) {
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {  // U+FF01 to U+FF5E: EF BC 81 to EF BD 9E
        const auto second = static_cast<unsigned char>(text[i + 1]);
        if (static_cast<unsigned char>(text[i]) == 0xEF && (second == 0xBC || second == 0xBD)) {
            const int code = (second - 0xBC) * 0x40 + (static_cast<unsigned char>(text[i + 2]) - 0x80) + 0x20;
            if (code > 0x20 && code < 0x7F) {
                text.replace(i, 3, 1, static_cast<char>(code));
            }
        }
    }
    // A name that is entirely Cyrillic or Greek is not meant to be ASCII.
    const bool has_ascii = std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    for (const auto& [letter, ascii] : kLookAlikes) {
        for (std::size_t at = text.find(letter); has_ascii && at != std::string::npos;
             at = text.find(letter, at)) {
            text.replace(at, letter.size(), 1, ascii);
        }
    }
    return text;
}

/// Removes letter case, word separators and zero-width characters.
std::string comparable(std::string_view name) {
    std::string folded = caseFolded(asAscii(caseFolded(name)));
    for (const std::string_view separator :
         {" ", "\u00A0", "_", "-", "\u200B", "\uFEFF", "\u00AD", "\u200C", "\u200D", "\u2060"}) {
        for (std::size_t at = folded.find(separator); at != std::string::npos;
             at = folded.find(separator, at)) {
            folded.erase(at, separator.size());
        }
    }
    return folded;
}

/// One code unit per character.
std::u32string characters(std::string_view utf8) {
    std::u32string result;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto first = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        char32_t code = length == 1 ? first : first & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k) {
            code = (code << 6U) | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
        }
        result.push_back(code);
        i += length;
    }
    return result;
}

/// Numbers usually distinguish classes intentionally.
bool differsInDigits(const std::u32string& a, const std::u32string& b) {
    const auto digits = [](const std::u32string& text) {
        std::u32string kept;
        std::copy_if(text.begin(), text.end(), std::back_inserter(kept),
                     [](char32_t c) { return c >= U'0' && c <= U'9'; });
        return kept;
    };
    return digits(a) != digits(b);
}

/// Number of letters to insert, delete, replace or transpose to turn one text into the other: optimal
/// string alignment. @return limit + 1 if it exceeds the limit
int editDistance(const std::u32string& a, const std::u32string& b, int limit) {
    if (std::abs(static_cast<int>(a.size()) - static_cast<int>(b.size())) > limit) {
        return limit + 1;
    }
    std::vector<int> before_last(b.size() + 1);
    std::vector<int> last(b.size() + 1);
    std::vector<int> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        last[j] = static_cast<int>(j);
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before_last[j - 2] + 1);
            }
        }
        before_last.swap(last);
        last.swap(row);
    }
    return std::min(last[b.size()], limit + 1);
}

/// @param a, b  in comparable() form
bool areAlike(const std::string& a, const std::string& b) {
    const std::string& shorter = a.size() < b.size() ? a : b;
    const std::string& longer = a.size() < b.size() ? b : a;
    const bool plural = shorter.size() >= 3 && (longer == shorter + "s" || longer == shorter + "es");
    return plural || (a == b && !a.empty());
}

struct Spelling {
    std::string folded;
    std::u32string letters;
};

/// Whether one of the names is probably a misspelling of the other.
bool isNear(const Spelling& a, const Spelling& b, std::size_t objects_a, std::size_t objects_b) {
    constexpr std::size_t kLong = 6;
    constexpr std::size_t kVeryLong = 8;
    constexpr std::size_t kRare = 10;
    if (areAlike(a.folded, b.folded)) {
        return true;
    }
    const std::size_t length = std::min(a.letters.size(), b.letters.size());
    if (length < kLong || differsInDigits(a.letters, b.letters)) {
        return false;
    }
    const int distance = editDistance(a.letters, b.letters, 2);
    const bool one_is_rare = std::min(objects_a, objects_b) * kRare <= std::max(objects_a, objects_b);
    return distance == 1 || (distance == 2 && length >= kVeryLong && one_is_rare);
}

DatasetIssue nearClass(const std::vector<std::string>& classes,
                       const std::vector<ClassOccurrence>& occurrences, std::size_t a, std::size_t b) {
    const std::size_t rare = occurrences[a].objects < occurrences[b].objects ? a : b;
    const std::size_t frequent = rare == a ? b : a;
    const auto described = [&](std::size_t i) {
        return (occurrences[i].objects == 1 ? Core::tr("\"%1\" (%2 object)")
                                            : Core::tr("\"%1\" (%2 objects)"))
            .arg(classes[i])
            .arg(occurrences[i].objects);
    };
    return {.kind = IssueKind::near_class,
            .file = occurrences[rare].file,
            .line = occurrences[rare].line,
            .object = classes[rare],
            .detail = Core::tr("The class names %1 and %2 are nearly the same, and are two classes. If one "
                               "is meant, write it one way in all annotations.")
                          .arg(described(rare))
                          .arg(described(frequent)),
            .fixable = true};
}

}  // namespace

std::string cleanedClassName(std::string_view name) {
    const auto is_plain = [](char c) { return c >= ' ' && c <= '~'; };
    if (std::all_of(name.begin(), name.end(), is_plain)) {  // nothing to compose or to replace
        return std::string(trimmedText(name));
    }
    std::string text = isUtf8(name) ? std::string(name) : escapedText(name);
    std::replace_if(
        text.begin(), text.end(), [](char c) { return (c >= 0 && c < 0x20) || c == 0x7F; }, ' ');
    return composed(trimmedText(text));
}

bool isBackgroundName(std::string_view name) {
    constexpr std::array<std::string_view, 10> kNames{"background", "backgrounds", "bg",         "none",
                                                      "void",       "unlabeled",   "unlabelled", "noobject",
                                                      "nothing",    "背景"};
    const std::string plain = comparable(name);
    return std::find(kNames.begin(), kNames.end(), plain) != kNames.end();
}

bool isSpelledAlike(std::string_view a, std::string_view b) {
    return areAlike(comparable(a), comparable(b));
}

int NameTable::idOf(std::string_view name) {
    if (const auto found = m_ids.find(name); found != m_ids.end()) {
        return found->second;
    }
    std::string cleaned = cleanedClassName(name);
    const auto [known, is_new] = m_ids.try_emplace(cleaned, static_cast<int>(m_names.size()));
    const int id = known->second;
    if (is_new) {
        m_names.push_back(std::move(cleaned));
    }
    m_ids.try_emplace(std::string(name), id);
    return id;
}

std::vector<DatasetIssue> classNameFindings(const std::vector<std::string>& classes,
                                            const std::vector<ClassOccurrence>& occurrences) {
    // A dataset with thousands of names is a dictionary; comparing all its pairs would take minutes.
    constexpr std::size_t kMostCompared = 2000;
    std::vector<DatasetIssue> issues;
    std::vector<Spelling> spellings;
    for (const std::string& name : classes) {
        std::string folded = comparable(name);
        std::u32string letters = characters(folded);
        spellings.push_back({std::move(folded), std::move(letters)});
    }
    for (std::size_t i = 0; i < classes.size(); ++i) {
        if (occurrences[i].objects > 0 && isBackgroundName(classes[i])) {
            issues.push_back(
                {.kind = IssueKind::background_class,
                 .file = occurrences[i].file,
                 .line = occurrences[i].line,
                 .object = classes[i],
                 .detail =
                     (occurrences[i].objects == 1
                          ? Core::tr(
                                "The class \"%1\" has %2 object and would be trained as a class of objects. "
                                "Every detector has a background of its own: remove these objects.")
                          : Core::tr(
                                "The class \"%1\" has %2 objects and would be trained as a class of objects. "
                                "Every detector has a background of its own: remove these objects."))
                         .arg(classes[i])
                         .arg(occurrences[i].objects)});
        }
        for (std::size_t k = 0; i < kMostCompared && k < i; ++k) {
            const bool occur = occurrences[i].objects > 0 && occurrences[k].objects > 0 &&
                               !(isBackgroundName(classes[i]) && isBackgroundName(classes[k]));
            if (occur && isNear(spellings[k], spellings[i], occurrences[k].objects, occurrences[i].objects)) {
                issues.push_back(nearClass(classes, occurrences, k, i));
            }
        }
    }
    return issues;
}

}  // namespace priorscope
