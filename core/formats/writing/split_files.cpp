#include "core/formats/writing/split_files.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/files/files.hpp"
#include "core/base/text/joined.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/base/text/unicode.hpp"
#include "core/dataset/image_lookup.hpp"
#include "core/formats/voc/list_entries.hpp"
#include "core/formats/voc/voc_layout.hpp"
#include "core/formats/writing/split_list_file.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

Sentence movingImages() {
    return Core::tr("moving images between splits");
}

struct Line {
    std::size_t begin = 0;
    std::size_t text_end = 0;
    std::size_t end = 0;
};

/// Lines may end with CR, LF or both. @param from  behind a byte order mark
std::vector<Line> linesOf(std::string_view text, std::size_t from) {
    std::vector<Line> lines;
    for (std::size_t at = from; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
        const bool is_pair = end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n';
        const std::size_t behind = std::min(end + (is_pair ? 2 : 1), text.size());
        lines.push_back({.begin = at, .text_end = end, .end = behind});
        at = behind;
    }
    return lines;
}

/// Finds the images that lines name.
class ListReader {
  public:
    explicit ListReader(const Dataset& dataset)
        : m_dataset(dataset), m_files(annotationsOf(dataset)), m_entries(m_files) {
        m_images.reserve(m_files.size());
        for (const AnnotationFile& file : m_files) {
            m_images.push_back(imageNamed(dataset, file.id).value_or(kNone));
        }
    }

    SplitFile read(const std::string& name, const fs::path& file, const std::stop_token& stop) const {
        SplitFile list{.name = name, .file = file, .bytes = readFile(file, movingImages(), kLargestTextFile)};
        if (list.bytes.find('\0') != std::string::npos) {
            refuse(file);
        }
        DecodedText text = decodeText(list.bytes);
        take(text, list, stop);
        if (list.entries.empty() && text.encoding == "UTF-8" && !isAscii(text.text)) {
            text = decodeText(list.bytes, "gb18030");  // as readSplitLists() does
            take(text, list, stop);
        }
        list.takes_utf8 = isAscii(list.bytes) || text.encoding == "UTF-8";
        return list;
    }

  private:
    static std::vector<AnnotationFile> annotationsOf(const Dataset& dataset) {
        std::vector<DatasetIssue> ignored;  // the dataset has them
        return listAnnotations(findVocLayout(dataset.root), ignored);
    }

    [[noreturn]] static void refuse(const fs::path& file) {
        throw Error({.action = movingImages(),
                     .file = file.string(),
                     .reason = Core::tr("its encoding is not one in which it can be changed in place"),
                     .remedy = Core::tr("Save the file as UTF-8")});
    }

    void take(const DecodedText& text, SplitFile& list, const std::stop_token& stop) const {
        list.entries.clear();
        const std::size_t mark = list.bytes.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
        const std::vector<Line> lines = linesOf(list.bytes, mark);
        const std::vector<Line> decoded = linesOf(text.text, 0);
        if (lines.size() != decoded.size()) {
            refuse(list.file);
        }
        for (std::size_t i = 0; i < lines.size() && !stop.stop_requested(); ++i) {
            const std::string_view line = trimmedText(
                std::string_view(text.text).substr(decoded[i].begin, decoded[i].text_end - decoded[i].begin));
            const auto named = line.empty() ? std::vector<std::size_t>{} : m_entries.namedBy(line, {});
            for (const std::size_t annotation : named) {
                const std::size_t image = m_images[annotation];
                if (image != kNone) {
                    const bool is_id = line == m_dataset.images[image].id;
                    list.entries.push_back({.image = image,
                                            .begin = lines[i].begin,
                                            .end = lines[i].end,
                                            .is_alone = named.size() == 1,
                                            .text = is_id ? std::string() : std::string(line)});
                }
            }
        }
    }

    const Dataset& m_dataset;
    std::vector<AnnotationFile> m_files;
    ListEntries m_entries;
    std::vector<std::size_t> m_images;  ///< [m_files] indices into the dataset, or kNone
};

using Members = std::vector<bool>;  ///< [images]

Members membersOf(const SplitFile& list, std::size_t images) {
    Members members(images);
    for (const ListedImage& entry : list.entries) {
        members[entry.image] = true;
    }
    return members;
}

bool isWithin(const Members& part, const Members& whole) {
    for (std::size_t i = 0; i < part.size(); ++i) {
        if (part[i] && !whole[i]) {
            return false;
        }
    }
    return true;
}

/// @return whether there was something to add
bool addTo(Members& members, const Members& more) {
    bool is_more = false;
    for (std::size_t i = 0; i < more.size(); ++i) {
        is_more = is_more || (more[i] && !members[i]);
        members[i] = members[i] || more[i];
    }
    return is_more;
}

std::vector<SplitUnion> unionsOf(const std::vector<SplitFile>& lists, std::size_t images) {
    std::vector<Members> members;
    std::vector<std::size_t> by_size;
    for (const SplitFile& list : lists) {
        by_size.push_back(members.size());
        members.push_back(membersOf(list, images));
    }
    const auto countOf = [&](std::size_t list) {
        return std::count(members[list].begin(), members[list].end(), true);
    };
    std::stable_sort(by_size.begin(), by_size.end(),
                     [&](std::size_t a, std::size_t b) { return countOf(a) > countOf(b); });
    // Of these lists those that together have its images; none if they lack some.
    const auto partsOf = [&](std::size_t list, const std::vector<bool>& may_be) {
        Members covered(images);
        std::vector<std::size_t> parts;
        for (const std::size_t other : by_size) {
            const bool is_part =
                may_be[other] && countOf(other) < countOf(list) && isWithin(members[other], members[list]);
            if (is_part && addTo(covered, members[other])) {
                parts.push_back(other);
            }
        }
        return covered == members[list] ? parts : std::vector<std::size_t>{};
    };
    std::vector<bool> is_base(lists.size());
    for (std::size_t list = 0; list < lists.size(); ++list) {
        is_base[list] = partsOf(list, std::vector<bool>(lists.size(), true)).empty();
    }
    std::vector<SplitUnion> unions;
    for (std::size_t list = 0; list < lists.size(); ++list) {
        if (!is_base[list]) {
            unions.push_back({.list = list, .parts = partsOf(list, is_base)});
        }
    }
    return unions;
}

void requireAsRead(const Dataset& dataset, const SplitFile& list) {
    if (list.images() != dataset.splits.at(list.name)) {
        throw Error({.action = movingImages(),
                     .file = list.file.string(),
                     .reason = Core::tr("the list was changed after the dataset was read"),
                     .remedy = Core::tr("Read the dataset again")});
    }
}

}  // namespace

std::vector<std::size_t> SplitFile::images() const {
    std::vector<std::size_t> images;
    images.reserve(entries.size());
    for (const ListedImage& entry : entries) {
        images.push_back(entry.image);
    }
    return images;
}

bool SplitFile::hasIds() const {
    return !entries.empty() && std::all_of(entries.begin(), entries.end(),
                                           [](const ListedImage& entry) { return entry.text.empty(); });
}

const SplitUnion* SplitFiles::unionOf(std::size_t list) const {
    const auto found = std::find_if(unions.begin(), unions.end(),
                                    [list](const SplitUnion& each) { return each.list == list; });
    return found == unions.end() ? nullptr : &*found;
}

std::size_t SplitFiles::named(const std::string& name) const {
    const auto found = std::find_if(lists.begin(), lists.end(),
                                    [&name](const SplitFile& list) { return list.name == name; });
    if (found == lists.end()) {
        std::vector<std::string> names;
        for (const SplitFile& list : lists) {
            names.push_back(list.name);
        }
        throw Error({.action = movingImages(),
                     .reason = Core::tr("there is no split \"%1\" with a list of its own").arg(name),
                     .remedy = Core::tr("There are: %1").arg(joined(names))});
    }
    return static_cast<std::size_t>(found - lists.begin());
}

SplitFiles readSplitFiles(const Dataset& dataset, const std::stop_token& stop) {
    const SplitListPlace place = splitListPlace(dataset);
    SplitFiles files{.obstacle = place.obstacle};
    if (place.folder.empty()) {
        return files;
    }
    std::optional<ListReader> reader;
    std::error_code error;
    for (fs::directory_iterator at(place.folder, error), end; !error && at != end && !stop.stop_requested();
         at.increment(error)) {
        const std::string name = shownName(at->path().stem().native());
        const bool is_list = caseFolded(escapedText(at->path().extension().native())) == ".txt" &&
                             !at->path().filename().native().starts_with('.');
        if (!is_list) {
            continue;
        }
        if (dataset.splits.contains(name)) {
            if (!reader) {
                reader.emplace(dataset);
            }
            files.lists.push_back(reader->read(name, at->path(), stop));
            if (stop.stop_requested()) {
                return files;
            }
            requireAsRead(dataset, files.lists.back());
        } else if (dataset.unusable_lists.contains(name)) {
            files.others.push_back(name);
        }
    }
    const auto byName = [](const SplitFile& a, const SplitFile& b) { return a.name < b.name; };
    std::sort(files.lists.begin(), files.lists.end(), byName);
    std::sort(files.others.begin(), files.others.end());
    if (files.lists.empty()) {
        files.obstacle = Core::tr("The dataset has no lists of splits yet: save the images shown as one");
    }
    for (std::size_t i = 0; i < files.lists.size(); ++i) {
        for (std::size_t other = 0; other < i; ++other) {
            std::error_code failed;
            if (fs::equivalent(files.lists[i].file, files.lists[other].file, failed)) {
                files.obstacle = Core::tr("The lists %1 and %2 are one file: give each a file of its own")
                                     .arg(files.lists[other].name)
                                     .arg(files.lists[i].name);
            }
        }
    }
    files.unions = unionsOf(files.lists, dataset.images.size());
    return files;
}

std::string withEntries(const SplitFile& list, const std::vector<bool>& removed,
                        const std::vector<std::string>& added) {
    const auto refuse = [&list](Sentence reason, Sentence remedy) {
        throw Error({.action = movingImages(),
                     .file = list.file.string(),
                     .reason = std::move(reason),
                     .remedy = std::move(remedy)});
    };
    const std::string& bytes = list.bytes;
    std::string result;
    std::size_t taken = 0;
    for (const ListedImage& entry : list.entries) {
        if (!removed[entry.image]) {
            continue;
        }
        if (!entry.is_alone) {
            const std::string line(
                trimmedText(std::string_view(bytes).substr(entry.begin, entry.end - entry.begin)));
            refuse(Core::tr("the line \"%1\" names several images").arg(shortened(line, 80)),
                   Core::tr("Write each image on a line of its own"));
        }
        result.append(bytes, taken, entry.begin - taken);
        taken = entry.end;
    }
    result.append(bytes, taken);
    if (added.empty()) {
        return result;
    }
    const auto isEnd = [](char letter) { return letter == '\n' || letter == '\r'; };
    const std::size_t first_end = bytes.find_first_of("\r\n");
    std::string eol = first_end == std::string::npos ? "\n" : bytes.substr(first_end, 1);
    if (eol == "\r" && first_end + 1 < bytes.size() && bytes[first_end + 1] == '\n') {
        eol = "\r\n";
    }
    if (!result.empty() && result != kByteOrderMark && !isEnd(result.back())) {
        result += eol;
    }
    for (const std::string& text : added) {
        if (!list.takes_utf8 && !isAscii(text)) {
            refuse(Core::tr("\"%1\" may not be written in its encoding").arg(text),
                   Core::tr("Save the file as UTF-8"));
        }
        result += text + eol;
    }
    const bool ended = bytes.empty() || bytes == kByteOrderMark || isEnd(bytes.back());
    if (!ended) {
        result.resize(result.size() - eol.size());
    }
    return result;
}

}  // namespace priorscope
