#include "core/formats/openimages/open_images_reader.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <system_error>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/text/number_text.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/formats/gathered/gathering.hpp"
#include "core/formats/openimages/csv_rows.hpp"
#include "core/formats/openimages/open_images_files.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

/// Columns by their names.
class CsvTable {
  public:
    explicit CsvTable(const fs::path& file) : m_rows(file) { m_rows.next(m_header); }

    bool next() { return m_rows.next(m_cells); }
    int line() const { return m_rows.line(); }
    bool isWhole() const { return m_cells.size() == m_header.size(); }
    const std::string& at(const char* name) const {
        static const std::string kNone;
        const auto found = std::find(m_header.begin(), m_header.end(), name);
        const auto column = static_cast<std::size_t>(found - m_header.begin());
        return column < m_cells.size() ? m_cells[column] : kNone;
    }
    const std::vector<std::string>& header() const { return m_header; }
    const std::vector<std::string>& cells() const { return m_cells; }

  private:
    CsvRows m_rows;
    std::vector<std::string> m_header;
    std::vector<std::string> m_cells;
};

class OpenImagesReading {
  public:
    explicit OpenImagesReading(Gathering& gathering) : m_gathering(gathering) {}

    void readDescriptions(const OpenImagesFile& file) {
        CsvTable table(file.file);
        const bool has_header = table.header().size() > 1 && table.header()[0] == "LabelName";
        if (!has_header && table.header().size() == 2) {
            describe(table.header());
        }
        while (table.next()) {
            if (table.cells().size() < 2) {
                m_gathering.report(IssueKind::no_name, file.file, table.line(), table.cells()[0],
                                   Core::tr("The row has no name for the class; it is left out."));
            } else {
                describe(table.cells());
            }
        }
    }

    bool readTable(const OpenImagesFile& file, const std::stop_token& stop, const ProgressFn& progress) {
        constexpr std::int64_t kBetween = 65536;
        CsvTable table(file.file);
        const std::size_t source = m_gathering.sources.size();
        m_gathering.sources.push_back({.file = file.file, .folders = foldersOf(file), .split = file.split});
        m_images.clear();
        std::int64_t rows = 0;
        while (table.next()) {
            if (++rows % kBetween == 0) {
                if (progress) {
                    progress({.done = rows, .total = 0, .unit = "annotations"});
                }
                if (stop.stop_requested()) {
                    return false;
                }
            }
            readRow(file, table, source);
        }
        return !stop.stop_requested();
    }

    void finish() {
        if (m_groups > 0) {
            m_gathering.report(
                IssueKind::unusual_element, m_gathering.root, 0, {},
                Core::tr("Groups of objects (IsGroupOf): %1. They are never trained on, and in "
                         "evaluation detections of them count neither as right nor as wrong.")
                    .arg(m_groups));
        }
        if (m_undescribed > 0) {
            m_gathering.report(
                IssueKind::no_name, m_gathering.root, 0, {},
                Core::tr("Boxes whose LabelName no file of class descriptions names: %1. Their "
                         "LabelName is taken as it is.")
                    .arg(m_undescribed));
        }
    }

  private:
    void describe(const std::vector<std::string>& cells) {
        m_names.emplace(cells[0], cleanedClassName(cells[1]));
    }

    std::vector<fs::path> foldersOf(const OpenImagesFile& file) const {
        const fs::path& root = m_gathering.root;
        std::vector<fs::path> folders;
        if (!file.split.empty()) {
            folders = {root / file.split, root / file.split / "data", root / "images" / file.split};
        }
        folders.insert(folders.end(), {root / "images", root / "data", root, file.file.parent_path()});
        return folders;
    }

    GatheredImage& imageOf(const OpenImagesFile& file, const CsvTable& table, std::size_t source) {
        const auto [known, is_new] = m_images.emplace(table.at("ImageID"), m_gathering.images.size());
        if (is_new) {
            if (!file.split.empty()) {
                m_gathering.split(file.split).images.push_back(m_gathering.images.size());
            }
            m_gathering.images.push_back(
                {.name = plainImageName(table.at("ImageID")), .source = source, .line = table.line()});
        }
        return m_gathering.images[known->second];
    }

    void readRow(const OpenImagesFile& file, const CsvTable& table, std::size_t source) {
        const auto report = [&](IssueKind kind, Sentence detail) {
            m_gathering.report(kind, file.file, table.line(), table.at("ImageID"), std::move(detail));
        };
        if (plainImageName(table.at("ImageID")).empty() || !table.isWhole()) {
            report(IssueKind::cut_off,
                   Core::tr("The row has %1 cells instead of %2, or no ImageID; it is left out.")
                       .arg(table.cells().size())
                       .arg(table.header().size()));
            return;
        }
        const bool is_new = m_seen.insert(file.split + "\n" + table.at("ImageID")).second;
        if (file.table == OpenImagesTable::images) {
            if (is_new) {
                imageOf(file, table, source);
            }
            return;
        }
        GatheredImage& image = imageOf(file, table, source);
        std::array<double, 4> edges{};
        constexpr std::array<const char*, 4> kEdges{"XMin", "YMin", "XMax", "YMax"};
        for (std::size_t i = 0; i < edges.size(); ++i) {
            const auto number = numberFromText(table.at(kEdges[i]));
            if (!number || !std::isfinite(*number)) {
                report(IssueKind::empty_box,
                       Core::tr("%1 is not a number; the object is left out.").arg(kEdges[i]));
                return;
            }
            edges[i] = *number;
        }
        if (table.at("LabelName").empty()) {
            report(IssueKind::no_name, Core::tr("The row has no LabelName; the object is left out."));
        } else if (!(edges[2] > edges[0]) || !(edges[3] > edges[1])) {
            report(IssueKind::empty_box, Core::tr("The box has no area; the object is left out."));
        } else if (std::any_of(edges.begin(), edges.end(),
                               [](double edge) { return std::abs(edge) > 2.0; })) {
            report(
                IssueKind::outside,
                Core::tr("The numbers are not fractions of the image, from 0 to 1; the object is left out. "
                         "Divide pixels by the sides of the image."));
        } else {
            add(table, edges, image);
        }
    }

    void add(const CsvTable& table, const std::array<double, 4>& edges, GatheredImage& image) {
        const auto named = m_names.find(table.at("LabelName"));
        m_undescribed += named == m_names.end() ? 1 : 0;
        const std::string& name = named == m_names.end() ? table.at("LabelName") : named->second;
        Annotation object{.label = m_gathering.names.idOf(name),
                          .voc = {edges[0], edges[1], edges[2], edges[3]},
                          .line = table.line()};
        object.crowd = table.at("IsGroupOf") == "1";
        object.difficult = object.crowd;
        object.truncated = table.at("IsTruncated") == "1";
        object.occluded = table.at("IsOccluded") == "1";
        m_groups += object.crowd ? 1 : 0;
        image.record.objects.push_back(std::move(object));
    }

    Gathering& m_gathering;
    std::unordered_map<std::string, std::string> m_names;
    std::unordered_map<std::string, std::size_t> m_images;  // of the current file
    std::unordered_set<std::string> m_seen;                 // of all files, with their splits
    std::size_t m_groups = 0;
    std::size_t m_undescribed = 0;
};

}  // namespace

bool isOpenImagesDataset(const fs::path& path) {
    return !openImagesFiles(path).empty();
}

std::optional<Dataset> readOpenImagesDataset(const fs::path& path, const ReadOptions& options,
                                             const std::stop_token& stop, const ProgressFn& progress) {
    const std::vector<OpenImagesFile> files = openImagesFiles(path);
    std::error_code ignored;
    Gathering gathering{.root = fs::is_regular_file(path, ignored) ? fs::absolute(path).parent_path() : path,
                        .unit = BoxUnit::fractions,
                        .orientation = options.orientation};
    OpenImagesReading reading(gathering);
    for (const OpenImagesFile& file : files) {
        if (file.table == OpenImagesTable::descriptions) {
            reading.readDescriptions(file);
        }
    }
    // Boxes first: of an image that both kinds of tables have, they make the entry that stays.
    for (const OpenImagesTable table : {OpenImagesTable::boxes, OpenImagesTable::images}) {
        for (const OpenImagesFile& file : files) {
            if (file.table == table && !reading.readTable(file, stop, progress)) {
                return std::nullopt;
            }
        }
    }
    reading.finish();
    if (gathering.images.empty()) {
        throw Error({.action = Core::tr("opening the dataset"),
                     .file = path.string(),
                     .reason = Core::tr("its CSV files of Open Images have no rows with boxes")});
    }
    return datasetFrom(std::move(gathering), options, stop, progress);
}

}  // namespace priorscope
