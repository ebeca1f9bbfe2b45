#include "core/formats/cvat/cvat_reader.hpp"

#include <algorithm>
#include <map>
#include <pugixml.hpp>
#include <system_error>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/files/files.hpp"
#include "core/base/text/number_text.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/base/text/unicode.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/formats/cvat/cvat_shapes.hpp"
#include "core/formats/gathered/gathering.hpp"
#include "core/formats/images/file_tree.hpp"
#include "core/formats/images/folder_names.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

bool isXml(const fs::path& file) {
    return caseFolded(shownName(file.extension().native())) == ".xml";
}

bool looksLikeCvat(const fs::path& file) {
    constexpr std::size_t kLooked = 65536;
    const std::string text = firstBytes(file, kLooked);
    return text.find("<annotations") != std::string::npos &&
           (text.find("<image ") != std::string::npos || text.find("<meta>") != std::string::npos ||
            text.find("<version>1.1") != std::string::npos);
}

/// Of a folder with many XML files, VOC's for example, only a few are opened.
std::vector<fs::path> filesIn(const fs::path& folder) {
    constexpr std::size_t kMost = 16;
    std::vector<fs::path> files;
    std::error_code ignored;
    for (fs::directory_iterator it(folder, ignored), end; !ignored && it != end && files.size() <= kMost;
         it.increment(ignored)) {
        if (isXml(it->path()) && !it->path().filename().native().starts_with('.')) {
            files.push_back(it->path());
        }
    }
    if (files.size() > kMost) {
        files = {folder / "annotations.xml"};
    }
    std::erase_if(files, [](const fs::path& file) { return !looksLikeCvat(file); });
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<fs::path> cvatFiles(const fs::path& path) {
    std::error_code ignored;
    if (fs::is_regular_file(path, ignored)) {
        return isXml(path) && looksLikeCvat(path) ? std::vector{path} : std::vector<fs::path>();
    }
    std::vector<fs::path> files = filesIn(path);
    for (const std::string& name : foldersIn(path)) {
        if (isAnnotationFolderName(name) || isSplitWord(name)) {
            const std::vector<fs::path> below = filesIn(path / name);
            files.insert(files.end(), below.begin(), below.end());
        }
    }
    return files;
}

std::string edgesText(const VocBox& box, int, int) {
    return "(" + significantText(box.xmin - 1.0, 8) + ", " + significantText(box.ymin - 1.0, 8) + ", " +
           significantText(box.xmax, 8) + ", " + significantText(box.ymax, 8) + ")";
}

bool isTrue(std::string_view text) {
    const std::string folded = caseFolded(trimmedText(text));
    return folded == "1" || folded == "true" || folded == "yes";
}

class CvatFileReader {
  public:
    CvatFileReader(const fs::path& file, Gathering& gathering) : m_file(file), m_gathering(gathering) {}

    /// @return false if nothing can be read, which is reported
    bool read() {
        try {
            const std::string bytes = readFile(m_file, Core::tr("reading the annotations"));
            DecodedText decoded = decodeText(bytes, declaredEncoding(bytes));
            m_gathering.reportEncoding(
                m_file, decoded.certainty == TextCertainty::sure ? std::string() : decoded.encoding);
            m_text = std::move(decoded.text);
        } catch (const Error& error) {
            report(IssueKind::cut_off, 0, {}, error.parts().reason);
            return false;
        }
        pugi::xml_document document;
        const pugi::xml_parse_result result =
            document.load_buffer(m_text.data(), m_text.size(), pugi::parse_default, pugi::encoding_utf8);
        const pugi::xml_node root = document.child("annotations");
        if (!result) {
            dropLast(document.child("annotations"));
            report(IssueKind::cut_off, lineAt(result.offset), {},
                   Core::tr("The file is cut off or malformed here (%1): the images before are read.")
                       .arg(Sentence(std::string(result.description()))));
        }
        readLabels(root);
        for (const pugi::xml_node image : root.children("image")) {
            readImage(image);
        }
        finish(root);
        return !root.child("image").empty() || static_cast<bool>(result);
    }

  private:
    void report(IssueKind kind, int line, std::string object, Sentence detail) {
        m_gathering.report(kind, m_file, line, std::move(object), std::move(detail));
    }

    int lineAt(std::ptrdiff_t offset) const {
        const auto end = m_text.begin() + std::clamp<std::ptrdiff_t>(offset, 0, std::ssize(m_text));
        if (offset < m_counted_to) {
            m_counted_to = 0;
            m_lines = 0;
        }
        m_lines += std::count(m_text.begin() + m_counted_to, end, '\n');
        m_counted_to = end - m_text.begin();
        return static_cast<int>(m_lines) + 1;
    }

    /// Of a file that is cut off, the last image may lack objects.
    void dropLast(pugi::xml_node root) const {
        const pugi::xml_node last = root.last_child();
        if (std::string_view(last.name()) != "image") {
            return;
        }
        const auto begin = static_cast<std::size_t>(last.offset_debug());
        const std::size_t tag_end = m_text.find('>', begin);
        const bool is_whole =
            tag_end != std::string::npos &&
            (m_text[tag_end - 1] == '/' || m_text.find("</image>", tag_end) != std::string::npos);
        if (!is_whole) {
            root.remove_child(last);
        }
    }

    void readLabels(const pugi::xml_node& root) {
        for (const pugi::xml_node owner : root.child("meta").children()) {
            for (const pugi::xml_node label : owner.child("labels").children("label")) {
                const std::string name = cleanedClassName(label.child_value("name"));
                const bool is_part = *label.child_value("parent") != '\0';  // of a skeleton
                std::vector<std::string>& classes = m_gathering.classes;
                if (!name.empty() && !is_part &&
                    std::find(classes.begin(), classes.end(), name) == classes.end()) {
                    m_gathering.names.idOf(name);
                    classes.push_back(name);
                }
            }
        }
    }

    /// One source for each subset, whose images lie in folders of its name.
    std::size_t sourceOf(const std::string& subset) {
        const auto [known, is_new] = m_sources.emplace(subset, m_gathering.sources.size());
        if (is_new) {
            const fs::path& root = m_gathering.root;
            GatheredSource source{.file = m_file, .split = subset};
            if (!subset.empty()) {
                source.folders = {root / "images" / subset, root / subset};
            }
            source.folders.insert(source.folders.end(), {root / "images", root, m_file.parent_path()});
            m_gathering.sources.push_back(std::move(source));
        }
        return known->second;
    }

    void readImage(const pugi::xml_node& element) {
        const int line = lineAt(element.offset_debug());
        const std::string name = plainImageName(element.attribute("name").value());
        if (name.empty()) {
            report(IssueKind::missing_image, line, {}, Core::tr("The image has no name; it is left out."));
            return;
        }
        std::string subset = shownName(element.attribute("subset").value());
        if (subset.empty()) {
            subset = splitWordIn(shownName(m_file.stem().native()));
        }
        GatheredImage image{.name = name,
                            .source = sourceOf(subset),
                            .line = line,
                            .said_width = element.attribute("width").as_int(),
                            .said_height = element.attribute("height").as_int()};
        for (const pugi::xml_node shape : element.children()) {
            if (shape.type() == pugi::node_element) {
                readShape(shape, image);
            }
        }
        if (!subset.empty()) {
            m_gathering.split(subset).images.push_back(m_gathering.images.size());
        }
        m_gathering.images.push_back(std::move(image));
    }

    void readShape(const pugi::xml_node& element, GatheredImage& image) {
        VocBox edges;
        const CvatShape shape = cvatShape(element, edges);
        if (shape == CvatShape::not_read) {
            ++m_not_read[element.name()];
            return;
        }
        const int line = lineAt(element.offset_debug());
        const std::string name = cleanedClassName(element.attribute("label").value());
        if (name.empty()) {
            report(IssueKind::no_name, line, element.name(),
                   Core::tr("The shape has no label; it is left out."));
            return;
        }
        if (shape == CvatShape::faulty || !(edges.xmax > edges.xmin) || !(edges.ymax > edges.ymin)) {
            report(IssueKind::empty_box, line, name,
                   shape == CvatShape::faulty
                       ? Core::tr("The shape lacks coordinates, or they are no numbers; it is left out.")
                       : Core::tr("The box has no area; the object is left out."));
            return;
        }
        m_surrounded += shape == CvatShape::surrounded ? 1 : 0;
        image.record.objects.push_back(objectOf(element, name, edges, line));
    }

    Annotation objectOf(const pugi::xml_node& element, const std::string& name, const VocBox& edges,
                        int line) {
        const auto given = [&element](std::string_view attribute) -> std::string_view {
            for (const pugi::xml_node each : element.children("attribute")) {
                if (attribute == each.attribute("name").value()) {
                    return each.child_value();
                }
            }
            return {};
        };
        Annotation object{.label = m_gathering.names.idOf(name),
                          .voc = {edges.xmin + 1.0, edges.ymin + 1.0, edges.xmax, edges.ymax},
                          .line = line};
        object.crowd = isTrue(given("iscrowd")) || isTrue(given("is_crowd"));
        object.difficult = object.crowd || isTrue(given("difficult"));
        object.truncated = isTrue(given("truncated"));
        object.occluded = isTrue(element.attribute("occluded").value()) || isTrue(given("occluded"));
        object.pose = shownName(given("pose"));
        m_crowds += object.crowd ? 1 : 0;
        return object;
    }

    void finish(const pugi::xml_node& root) {
        if (m_surrounded > 0) {
            report(
                IssueKind::unusual_element, 0, {},
                Core::tr("Polygons, masks, ellipses and turned boxes: %1. The boxes around them are taken.")
                    .arg(m_surrounded));
        }
        m_gathering.reportCrowds(m_file, m_crowds);
        for (const auto& [name, count] : m_not_read) {
            report(IssueKind::unusual_element, 0, {},
                   Core::tr("Elements <%1>: %2. They have no box and are not read.").arg(name).arg(count));
        }
        const auto tracks = std::distance(root.children("track").begin(), root.children("track").end());
        if (tracks > 0) {
            report(
                IssueKind::unusual_element, 0, {},
                Core::tr("Tracks of a video: %1. They are not read; export the task as \"CVAT for images\".")
                    .arg(tracks));
        }
    }

    const fs::path& m_file;
    Gathering& m_gathering;
    std::string m_text;
    std::map<std::string, std::size_t> m_sources;
    std::map<std::string, std::size_t> m_not_read;
    std::size_t m_surrounded = 0;
    std::size_t m_crowds = 0;
    mutable std::ptrdiff_t m_counted_to = 0;  // lines are asked for in rising order
    mutable std::ptrdiff_t m_lines = 0;
};

}  // namespace

bool isCvatDataset(const fs::path& path) {
    return !cvatFiles(path).empty();
}

std::optional<Dataset> readCvatDataset(const fs::path& path, const ReadOptions& options,
                                       const std::stop_token& stop, const ProgressFn& progress) {
    const std::vector<fs::path> files = cvatFiles(path);
    if (files.empty()) {
        throw Error({.action = Core::tr("opening the dataset"),
                     .file = path.string(),
                     .reason = Core::tr("it holds no XML file of CVAT")});
    }
    std::error_code ignored;
    const bool is_folder = fs::is_directory(path, ignored);
    Gathering gathering{.root = is_folder ? path : fs::absolute(path).parent_path(),
                        .orientation = OrientationSetting::shown,
                        .size_name = Core::tr("<image>"),
                        .box_text = edgesText,
                        .reports_other_images = is_folder};
    std::size_t read = 0;
    for (const fs::path& file : files) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        read += CvatFileReader(file, gathering).read() ? 1 : 0;
    }
    if (read == 0) {
        throw Error({.action = Core::tr("opening the dataset"),
                     .file = gathering.issues.front().file.string(),
                     .line = gathering.issues.front().line,
                     .reason = gathering.issues.front().detail});
    }
    return datasetFrom(std::move(gathering), options, stop, progress);
}

}  // namespace priorscope
