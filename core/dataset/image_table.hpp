// The images of a dataset in columns: a million of them with five million boxes stay below 500 MB.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/dataset/annotation.hpp"

namespace priorscope {

/// One image and its annotation, on their own: what readers make.
struct ImageRecord {
    /// The annotation's path relative to the annotations folder, without extension, as split lists name it:
    /// valid UTF-8, composed.
    std::string id{};
    std::filesystem::path annotation_file{};  ///< of this image alone; empty where one file describes many
    std::filesystem::path image_file{};  ///< where the image should be; image_exists tells if it is there
    bool image_exists = false;
    int width = 0;  ///< pixels that the boxes refer to; 0 if no size is known
    int height = 0;
    int orientation = 1;    ///< EXIF orientation, 1 to 8, that decoding applies so that boxes fit; 1: none
    bool verified = false;  ///< somebody has checked the annotation, as labelImg marks it
    std::vector<Annotation> objects{};
};

/// A name that a table or a record holds; a copy where a string of its own is asked for.
class NameView : public std::string_view {
  public:
    NameView() = default;
    NameView(std::string_view name) : std::string_view(name) {}
    std::string text() const { return std::string(*this); }
    operator std::string() const { return text(); }
};

/// A file's path as a view of its parts.
class FilePath {
  public:
    FilePath() = default;
    /// @param folder  with its '/' at the end, or empty
    FilePath(std::string_view folder, std::string_view name) : m_folder(folder), m_name(name) {}

    std::string native() const { return std::string(m_folder).append(m_name); }
    std::string string() const { return native(); }
    std::filesystem::path path() const { return {native()}; }
    operator std::filesystem::path() const { return path(); }
    std::filesystem::path filename() const { return path().filename(); }
    std::filesystem::path extension() const { return path().extension(); }
    bool empty() const { return m_folder.empty() && m_name.empty(); }
    friend bool operator==(const FilePath& a, const std::filesystem::path& b) {
        return a.native() == b.native();
    }

  private:
    std::string_view m_folder;
    std::string_view m_name;
};

/// One image of a table, or a record seen as one: a view. It must not outlive what it shows, nor a change of
/// that. The fields are those of ImageRecord.
struct ImageRow {
    ImageRow() = default;
    ImageRow(const ImageRecord& record);
    ImageRow(ImageRecord&&) = delete;

    /// A record of its own.
    ImageRecord copy() const;
    /// @throws std::out_of_range
    const Annotation& object(std::size_t number) const;

    NameView id{};
    FilePath annotation_file{};
    FilePath image_file{};
    bool image_exists = false;
    int width = 0;
    int height = 0;
    int orientation = 1;
    bool verified = false;
    std::span<const Annotation> objects{};
};

/// Images in the order in which they were added. An image takes 48 bytes beside its names, a box 64. Folders
/// are kept once. Const access from several threads is safe.
class ImageTable {
  public:
    class Iterator;
    using value_type = ImageRow;
    using const_iterator = Iterator;

    struct Row {
        std::uint64_t names =
            0;  ///< into Columns::names: the id, then the annotation's name, then the image's
        std::uint32_t id_size = 0;
        std::uint32_t annotation_size = 0;
        std::uint32_t image_size = 0;
        std::uint32_t annotation_folder = 0;
        std::uint32_t image_folder = 0;
        std::uint32_t first_object = 0;
        std::int32_t width = 0;
        std::int32_t height = 0;
        std::uint8_t orientation = 1;
        bool image_exists = false;
        bool verified = false;
        std::uint8_t unused = 0;
        std::uint32_t unused_too = 0;
    };
    static_assert(sizeof(Row) == 48);
    struct Columns {
        std::vector<Row> rows{};
        std::vector<Annotation> objects{};
        std::string names{};
        std::vector<std::string> folders{std::string()};  ///< with their '/' at the end; the first is empty
    };

    ImageTable() = default;
    explicit ImageTable(const std::vector<ImageRecord>& records);
    /// @param columns  that a table gave, perhaps in another process
    /// @return nothing if a row refers to what is not there
    static std::optional<ImageTable> fromColumns(Columns columns);
    const Columns& columns() const { return m_columns; }

    std::size_t size() const { return m_columns.rows.size(); }
    bool empty() const { return m_columns.rows.empty(); }
    ImageRow operator[](std::size_t image) const;
    /// @throws std::out_of_range
    ImageRow at(std::size_t image) const;
    ImageRow front() const { return at(0); }
    ImageRow back() const { return at(size() - 1); }
    Iterator begin() const;
    Iterator end() const;

    /// The objects of all images, one image after the other.
    std::span<const Annotation> objects() const { return m_columns.objects; }
    /// Where an image's objects begin among objects(). @param image  up to size(), where they end
    std::size_t firstObject(std::size_t image) const;

    void push_back(const ImageRecord& record);
    /// Only the first images stay. @param count  ≤ size()
    void truncate(std::size_t count);
    /// Lets a function change a copy of the image, which then takes its place. Costs as much as all images
    /// and boxes behind it.
    template <class Change>
    void change(std::size_t image, Change change) {
        ImageRecord record = at(image).copy();
        change(record);
        replace(image, record);
    }
    void replace(std::size_t image, const ImageRecord& record);
    /// Gives each object the label labels[label - 1]; objects whose new label is 0 go.
    void relabel(std::span<const int> labels);
    /// Gives back what was reserved while the table grew.
    void shrink();

    /// Bytes of the columns, names apart.
    std::size_t bytes() const;
    /// Bytes of ids, files' names and folders.
    std::size_t nameBytes() const;

  private:
    std::string_view namesAt(std::uint64_t offset, std::size_t size) const {
        return std::string_view(m_columns.names).substr(offset, size);
    }
    std::uint32_t folderNumber(std::string_view folder);
    Row named(const ImageRecord& record);

    Columns m_columns;
    std::unordered_map<std::string, std::uint32_t> m_folder_numbers{{std::string(), 0}};
};

class ImageTable::Iterator {
  public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = ImageRow;
    using difference_type = std::ptrdiff_t;
    using reference = ImageRow;
    /// What -> needs to reach a row that is made on the way.
    struct Arrow {
        ImageRow row;
        const ImageRow* operator->() const { return &row; }
    };
    using pointer = Arrow;

    Iterator() = default;
    Iterator(const ImageTable& table, std::size_t image) : m_table(&table), m_image(image) {}

    ImageRow operator*() const { return (*m_table)[m_image]; }
    Arrow operator->() const { return {**this}; }
    ImageRow operator[](difference_type n) const { return *(*this + n); }
    Iterator& operator++() { return *this += 1; }
    Iterator operator++(int) {
        Iterator before = *this;
        ++*this;
        return before;
    }
    Iterator& operator--() { return *this += -1; }
    Iterator operator--(int) {
        Iterator before = *this;
        --*this;
        return before;
    }
    Iterator& operator+=(difference_type n) {
        m_image = static_cast<std::size_t>(static_cast<difference_type>(m_image) + n);
        return *this;
    }
    Iterator& operator-=(difference_type n) { return *this += -n; }
    friend Iterator operator+(Iterator it, difference_type n) { return it += n; }
    friend Iterator operator+(difference_type n, Iterator it) { return it += n; }
    friend Iterator operator-(Iterator it, difference_type n) { return it -= n; }
    friend difference_type operator-(const Iterator& a, const Iterator& b) {
        return static_cast<difference_type>(a.m_image) - static_cast<difference_type>(b.m_image);
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.m_image == b.m_image; }
    friend std::strong_ordering operator<=>(const Iterator& a, const Iterator& b) {
        return a.m_image <=> b.m_image;
    }

  private:
    const ImageTable* m_table = nullptr;
    std::size_t m_image = 0;
};

inline ImageTable::Iterator ImageTable::begin() const {
    return {*this, 0};
}

inline ImageTable::Iterator ImageTable::end() const {
    return {*this, size()};
}

}  // namespace priorscope
