#include "core/formats/voc/split_lists.hpp"

#include <algorithm>
#include <system_error>
#include <unordered_map>

#include "core/base/error.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/base/text/unicode.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/formats/images/file_tree.hpp"
#include "core/formats/images/folder_names.hpp"
#include "core/formats/voc/list_entries.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kShownOfLine = 120;  // bytes
constexpr std::size_t kUnknownKept = 1000;

/// A list file and the folder that its paths are relative to: "" or "VOC2007/".
struct ListFile {
    fs::path path;
    std::string name;
    std::string prefix;
};

bool isPresence(std::string_view column) {
    return column == "1" || column == "-1" || column == "0" || column == "+1";
}

/// Calls visit(line, number) for each line that is not blank; lines may end with CR, LF or both.
template <typename Visit>
void forEachLine(std::string_view text, const Visit& visit) {
    int number = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
        const bool pair = end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n';
        const std::string_view line = trimmedText(text.substr(at, end - at));
        ++number;
        at = end + (pair ? 2 : 1);
        if (!line.empty() && !visit(line, number)) {
            return;
        }
    }
}

/// Whether the lines have the presence of one class after the id.
bool isOfOneClass(std::string_view text, const ListEntries& ids, const ListFile& list, bool named_as_such) {
    constexpr int kEnough = 32;
    int lines = 0;
    bool all = true;
    bool absent = false;
    forEachLine(text, [&](std::string_view line, int) {
        ++lines;
        const std::string_view column = lastColumn(line);
        all = isPresence(column) && !ids.isId(composed(line)) && !ids.isId(list.prefix + composed(line));
        absent = absent || column == "-1";
        return all && !(lines >= kEnough && (absent || named_as_such));
    });
    return lines > 0 && all && (absent || named_as_such);
}

DatasetIssue issueOf(IssueKind kind, const fs::path& file, int line, std::string object, Sentence detail) {
    return {.kind = kind,
            .file = file,
            .line = line,
            .object = std::move(object),
            .detail = std::move(detail),
            .fixable = kind != IssueKind::bad_list};
}

void noteRepetitions(SplitList& split, const fs::path& file, const std::vector<AnnotationFile>& files) {
    std::unordered_map<std::size_t, std::size_t> counts;
    for (const std::size_t position : split.annotations) {
        ++counts[position];
    }
    std::size_t repeated = 0;
    std::size_t example = 0;
    for (const std::size_t position : split.annotations) {
        if (counts[position] > 1) {
            example = repeated == 0 ? position : example;
            ++repeated;
            counts[position] = 1;  // already reported
        }
    }
    if (repeated == 0) {
        return;
    }
    const auto times = std::count(split.annotations.begin(), split.annotations.end(), example);
    Sentence detail =
        (repeated > 1
             ? Core::tr("The split %1 has %2 entries for %3 images: %4 occurs %5 times, %6 more are "
                        "repeated. Each entry counts: repeated images weigh more in training and in figures.")
             : Core::tr("The split %1 has %2 entries for %3 images: %4 occurs %5 times. Each entry counts: "
                        "repeated images weigh more in training and in figures."))
            .arg(split.name)
            .arg(split.annotations.size())
            .arg(counts.size())
            .arg(files[example].id)
            .arg(times)
            .arg(repeated - 1);
    split.issues.push_back(issueOf(IssueKind::repeated_id, file, 0, files[example].id, std::move(detail)));
}

std::vector<ListFile> listsIn(const fs::path& folder, const std::string& prefix) {
    std::vector<ListFile> lists;
    std::error_code error;
    for (fs::directory_iterator it(folder, error); !error && it != fs::directory_iterator();
         it.increment(error)) {
        const fs::path& path = it->path();
        std::error_code ignored;
        if (caseFolded(escapedText(path.extension().native())) == ".txt" &&
            !path.filename().native().starts_with('.') && it->is_regular_file(ignored)) {
            lists.push_back({path, shownName(path.stem().native()), prefix});
        }
    }
    std::sort(lists.begin(), lists.end(),
              [](const ListFile& a, const ListFile& b) { return a.path < b.path; });
    return lists;
}

fs::path folderNamed(const fs::path& root, std::string_view wanted) {
    for (const std::string& name : foldersIn(root)) {
        if (caseFolded(escapedText(name)) == wanted) {
            return root / name;
        }
    }
    return {};
}

std::vector<ListFile> listsOfRoot(const fs::path& root, const std::string& prefix) {
    for (const std::string_view name : {"imagesets", "splits", "lists"}) {
        const fs::path folder = folderNamed(root, name);
        if (folder.empty()) {
            continue;
        }
        const fs::path main = folderNamed(folder, "main");
        std::vector<ListFile> lists = main.empty() ? std::vector<ListFile>{} : listsIn(main, prefix);
        lists = lists.empty() ? listsIn(folder, prefix) : lists;
        if (!lists.empty()) {
            return lists;
        }
    }
    return {};
}

/// Reads the lists of one dataset.
class ListReading {
  public:
    ListReading(const VocLayout& layout, const std::vector<AnnotationFile>& files)
        : m_layout(layout), m_files(files), m_ids(files) {}

    SplitLists run() {
        readAll(listsOfImageSets(), true);
        if (m_result.splits.empty() && m_result.unusable.empty()) {
            std::vector<ListFile> lists = listsIn(m_layout.root, "");
            std::erase_if(lists, [](const ListFile& list) { return !isCalledAsSplit(list.name); });
            readAll(lists, false);
        }
        if (m_result.splits.empty()) {
            takeFolders();
        }
        return std::move(m_result);
    }

  private:
    /// "train", "train_list", "voc-val": a split name is one of the words.
    static bool isCalledAsSplit(std::string_view name) {
        for (std::size_t at = 0; at <= name.size();) {
            const std::size_t end = std::min(name.find_first_of("_-. ", at), name.size());
            if (isSplitName(name.substr(at, end - at))) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    std::vector<ListFile> listsOfImageSets() const {
        std::vector<ListFile> lists = listsOfRoot(m_layout.root, "");
        if (lists.empty() && m_layout.tree) {
            for (const std::string& name : foldersIn(m_layout.root)) {
                std::vector<ListFile> more = listsOfRoot(m_layout.root / name, shownName(name) + "/");
                lists.insert(lists.end(), more.begin(), more.end());
            }
        }
        return lists;
    }

    /// @param certain  the files are in a standard place for lists: one without valid entries is a finding
    void readAll(const std::vector<ListFile>& lists, bool certain) {
        for (const ListFile& list : lists) {
            const bool named_as_class =
                std::any_of(lists.begin(), lists.end(),
                            [&list](const ListFile& other) { return list.name.ends_with("_" + other.name); });
            try {
                read(list, readTextFile(list.path, Core::tr("reading the split")), named_as_class, certain);
            } catch (const Error& error) {
                if (certain) {
                    reject(list, error.parts().reason);
                }
            }
        }
    }

    void reject(const ListFile& list, const Sentence& reason) {
        m_result.unusable[list.name] = Core::tr("its list cannot be used: %1").arg(reason);
        m_result.issues.push_back(issueOf(IssueKind::bad_list, list.path, 0, list.name,
                                          Core::tr("The list cannot be used as a split: %1.").arg(reason)));
    }

    void takeLines(std::string_view text, const ListFile& list, SplitList& split) const {
        forEachLine(text, [&](std::string_view line, int number) {
            const std::vector<std::size_t> positions = m_ids.namedBy(line, list.prefix);
            if (!positions.empty()) {
                split.annotations.insert(split.annotations.end(), positions.begin(), positions.end());
            } else if (line.starts_with('#')) {
                return true;  // a comment
            } else if (++split.unknown_count; split.unknown.size() < kUnknownKept) {
                split.unknown.push_back({shortened(line, kShownOfLine), list.path, number});
            }
            return true;
        });
    }

    void read(const ListFile& list, DecodedText text, bool named_as_class, bool certain) {
        if (isOfOneClass(text.text, m_ids, list, named_as_class)) {
            m_result.unusable[list.name] =
                Core::tr("this list says of each image whether one class occurs (1, 0, -1), and is no split");
            return;
        }
        SplitList split{.name = list.name};
        takeLines(text.text, list, split);
        if (split.annotations.empty() && text.encoding == "UTF-8" && !isAscii(text.text)) {
            // Byte pairs can be two Western letters or one Chinese character: what matches files is right.
            DecodedText other = decodeText(text.text, "gb18030");
            SplitList again{.name = list.name};
            takeLines(other.text, list, again);
            if (!again.annotations.empty()) {
                split = std::move(again);
                text = std::move(other);
                text.certainty = TextCertainty::recognised;
            }
        }
        if (split.annotations.empty() && split.unknown_count > 0) {
            if (certain) {
                reject(list, Core::tr("none of its %1 entries names an annotation. The first is \"%2\", "
                                      "annotations have names like \"%3\"")
                                 .arg(split.unknown_count)
                                 .arg(split.unknown.front().text)
                                 .arg(m_files.front().id));
            }
            return;
        }
        if (!certain && split.annotations.size() <= split.unknown_count) {
            return;  // some unrelated text
        }
        if (text.certainty != TextCertainty::sure) {
            split.issues.push_back(issueOf(
                IssueKind::encoding, list.path, 0, list.name,
                text.certainty == TextCertainty::recognised
                    ? Core::tr("The list is read as %1. Save it as UTF-8.").arg(text.encoding)
                    : Core::tr(
                          "The list is not UTF-8, and its encoding is not recognised. Save it as UTF-8.")));
        }
        noteRepetitions(split, list.path, m_files);
        add(std::move(split));
    }

    /// Merges the lists of several years into one split.
    void add(SplitList split) {
        const auto same = std::find_if(m_result.splits.begin(), m_result.splits.end(),
                                       [&split](const SplitList& other) { return other.name == split.name; });
        if (same == m_result.splits.end()) {
            m_result.splits.push_back(std::move(split));
            return;
        }
        const auto append = [](auto& to, auto& from) {
            to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
        };
        append(same->annotations, split.annotations);
        append(same->unknown, split.unknown);
        same->unknown_count += split.unknown_count;
        append(same->issues, split.issues);
    }

    void takeFolders() {
        for (std::size_t i = 0; i < m_files.size(); ++i) {
            std::string_view rest = m_files[i].id;
            for (std::size_t slash = rest.find('/'); slash != std::string_view::npos;
                 slash = rest.find('/')) {
                const std::string_view folder = rest.substr(0, slash);
                if (isSplitName(folder)) {
                    SplitList split{.name = std::string(folder)};
                    split.annotations.push_back(i);
                    add(std::move(split));
                    break;
                }
                rest.remove_prefix(slash + 1);
            }
        }
    }

    const VocLayout& m_layout;
    const std::vector<AnnotationFile>& m_files;
    ListEntries m_ids;
    SplitLists m_result;
};

}  // namespace

const SplitList* SplitLists::find(const std::string& name) const {
    const auto found = std::find_if(splits.begin(), splits.end(),
                                    [&name](const SplitList& split) { return split.name == name; });
    return found == splits.end() ? nullptr : &*found;
}

SplitLists readSplitLists(const VocLayout& layout, const std::vector<AnnotationFile>& files) {
    return ListReading(layout, files).run();
}

std::optional<fs::path> folderOfSplitLists(const fs::path& root) {
    const std::vector<ListFile> lists = listsOfRoot(root, "");
    return lists.empty() ? std::nullopt : std::optional(lists.front().path.parent_path());
}

}  // namespace priorscope
