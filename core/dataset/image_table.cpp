#include "core/dataset/image_table.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace priorscope {
namespace {

struct SplitPath {
    std::string_view folder;
    std::string_view name;
};

SplitPath splitPath(const std::filesystem::path& file) {
    const std::string_view whole = file.native();
    const std::size_t slash = whole.rfind('/');
    const std::size_t folder = slash == std::string_view::npos ? 0 : slash + 1;
    return {.folder = whole.substr(0, folder), .name = whole.substr(folder)};
}

FilePath viewOf(const std::filesystem::path& file) {
    return {std::string_view(), std::string_view(file.native())};
}

}  // namespace

ImageRow::ImageRow(const ImageRecord& record)
    : id(std::string_view(record.id)),
      annotation_file(viewOf(record.annotation_file)),
      image_file(viewOf(record.image_file)),
      image_exists(record.image_exists),
      width(record.width),
      height(record.height),
      orientation(record.orientation),
      verified(record.verified),
      objects(record.objects) {}

ImageRecord ImageRow::copy() const {
    return {.id = id,
            .annotation_file = annotation_file.path(),
            .image_file = image_file.path(),
            .image_exists = image_exists,
            .width = width,
            .height = height,
            .orientation = orientation,
            .verified = verified,
            .objects = {objects.begin(), objects.end()}};
}

const Annotation& ImageRow::object(std::size_t number) const {
    if (number >= objects.size()) {
        throw std::out_of_range("ImageRow::object: no such object");
    }
    return objects[number];
}

ImageTable::ImageTable(const std::vector<ImageRecord>& records) {
    m_columns.rows.reserve(records.size());
    m_columns.objects.reserve(std::accumulate(
        records.begin(), records.end(), std::size_t{0},
        [](std::size_t sum, const ImageRecord& record) { return sum + record.objects.size(); }));
    for (const ImageRecord& record : records) {
        push_back(record);
    }
    shrink();
}

std::optional<ImageTable> ImageTable::fromColumns(Columns columns) {
    const auto isFolder = [&columns](std::uint32_t number) { return number < columns.folders.size(); };
    std::uint32_t before = 0;
    for (const Row& row : columns.rows) {
        const std::uint64_t size = std::uint64_t{row.id_size} + row.annotation_size + row.image_size;
        if (row.names > columns.names.size() || size > columns.names.size() - row.names ||
            !isFolder(row.annotation_folder) || !isFolder(row.image_folder) || row.first_object < before ||
            row.first_object > columns.objects.size()) {
            return std::nullopt;
        }
        before = row.first_object;
    }
    if (columns.folders.empty() || (!columns.rows.empty() && columns.rows.front().first_object != 0)) {
        return std::nullopt;
    }
    ImageTable table;
    table.m_folder_numbers.clear();
    for (std::size_t i = 0; i < columns.folders.size(); ++i) {
        table.m_folder_numbers.emplace(columns.folders[i], static_cast<std::uint32_t>(i));
    }
    table.m_columns = std::move(columns);
    return table;
}

ImageRow ImageTable::operator[](std::size_t image) const {
    const Row& row = m_columns.rows[image];
    const std::uint64_t annotation = row.names + row.id_size;
    ImageRow view;
    view.id = namesAt(row.names, row.id_size);
    view.annotation_file = {m_columns.folders[row.annotation_folder],
                            namesAt(annotation, row.annotation_size)};
    view.image_file = {m_columns.folders[row.image_folder],
                       namesAt(annotation + row.annotation_size, row.image_size)};
    view.image_exists = row.image_exists;
    view.width = row.width;
    view.height = row.height;
    view.orientation = row.orientation;
    view.verified = row.verified;
    view.objects = objects().subspan(row.first_object, firstObject(image + 1) - row.first_object);
    return view;
}

ImageRow ImageTable::at(std::size_t image) const {
    if (image >= size()) {
        throw std::out_of_range("ImageTable::at: no such image");
    }
    return (*this)[image];
}

std::size_t ImageTable::firstObject(std::size_t image) const {
    return image < m_columns.rows.size() ? m_columns.rows[image].first_object : m_columns.objects.size();
}

std::uint32_t ImageTable::folderNumber(std::string_view folder) {
    const auto [place, is_new] = m_folder_numbers.try_emplace(
        std::string(folder), static_cast<std::uint32_t>(m_columns.folders.size()));
    if (is_new) {
        m_columns.folders.emplace_back(folder);
    }
    return place->second;
}

/// The row without its objects; its names are added to the others.
ImageTable::Row ImageTable::named(const ImageRecord& record) {
    const SplitPath annotation = splitPath(record.annotation_file);
    const SplitPath image = splitPath(record.image_file);
    const Row row{.names = m_columns.names.size(),
                  .id_size = static_cast<std::uint32_t>(record.id.size()),
                  .annotation_size = static_cast<std::uint32_t>(annotation.name.size()),
                  .image_size = static_cast<std::uint32_t>(image.name.size()),
                  .annotation_folder = folderNumber(annotation.folder),
                  .image_folder = folderNumber(image.folder),
                  .first_object = 0,
                  .width = record.width,
                  .height = record.height,
                  .orientation = static_cast<std::uint8_t>(record.orientation),
                  .image_exists = record.image_exists,
                  .verified = record.verified,
                  .unused = 0,
                  .unused_too = 0};
    m_columns.names.append(record.id).append(annotation.name).append(image.name);
    return row;
}

void ImageTable::push_back(const ImageRecord& record) {
    if (record.objects.size() > std::numeric_limits<std::uint32_t>::max() - m_columns.objects.size()) {
        throw std::length_error("ImageTable: more than 4,294,967,295 objects");
    }
    Row row = named(record);
    row.first_object = static_cast<std::uint32_t>(m_columns.objects.size());
    m_columns.objects.insert(m_columns.objects.end(), record.objects.begin(), record.objects.end());
    m_columns.rows.push_back(row);
}

void ImageTable::truncate(std::size_t count) {
    m_columns.objects.resize(firstObject(count));
    m_columns.rows.resize(count);
}

void ImageTable::replace(std::size_t image, const ImageRecord& record) {
    const auto first = static_cast<std::ptrdiff_t>(firstObject(image));
    const auto end = static_cast<std::ptrdiff_t>(firstObject(image + 1));
    const auto added = static_cast<std::ptrdiff_t>(record.objects.size()) - (end - first);
    Row row = named(record);
    row.first_object = static_cast<std::uint32_t>(first);
    m_columns.rows.at(image) = row;
    m_columns.objects.erase(m_columns.objects.begin() + first, m_columns.objects.begin() + end);
    m_columns.objects.insert(m_columns.objects.begin() + first, record.objects.begin(), record.objects.end());
    for (std::size_t later = image + 1; later < m_columns.rows.size(); ++later) {
        m_columns.rows[later].first_object =
            static_cast<std::uint32_t>(m_columns.rows[later].first_object + added);
    }
}

void ImageTable::relabel(std::span<const int> labels) {
    std::size_t kept = 0;
    for (std::size_t image = 0; image < m_columns.rows.size(); ++image) {
        const std::size_t first = m_columns.rows[image].first_object;
        const std::size_t end = firstObject(image + 1);
        m_columns.rows[image].first_object = static_cast<std::uint32_t>(kept);
        for (std::size_t object = first; object < end; ++object) {
            const int label = labels[static_cast<std::size_t>(m_columns.objects[object].label - 1)];
            if (label != 0) {
                m_columns.objects[kept] = m_columns.objects[object];
                m_columns.objects[kept++].label = label;
            }
        }
    }
    m_columns.objects.resize(kept);
}

void ImageTable::shrink() {
    m_columns.rows.shrink_to_fit();
    m_columns.objects.shrink_to_fit();
    m_columns.names.shrink_to_fit();
}

std::size_t ImageTable::bytes() const {
    return m_columns.rows.capacity() * sizeof(Row) + m_columns.objects.capacity() * sizeof(Annotation);
}

std::size_t ImageTable::nameBytes() const {
    return std::accumulate(m_columns.folders.begin(), m_columns.folders.end(), m_columns.names.capacity(),
                           [](std::size_t sum, const std::string& folder) {
                               return sum + 2 * (sizeof(folder) + folder.capacity());
                           });
}

}  // namespace priorscope
