// Where an object's texts are in an annotation file, and what takes their place. Internal to core/formats.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/formats/voc/xml_elements.hpp"

namespace priorscope {

/// The bytes [begin, end) are replaced by a text.
struct Cut {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text{};
};

/// Finds the cuts of one file. What is written in a form that is not changed in place throws.
class AnnotationSurgery {
  public:
    /// @param text  with BOM and all; both must outlive this
    AnnotationSurgery(std::string_view text, const std::vector<xml::Element>& elements, std::string file);

    /// Of the coordinates that differ.
    std::vector<Cut> move(int object, const VocBox& from, const VocBox& to) const;
    /// @param name  as XML has it: escaped
    Cut rename(int object, const std::string& name) const;
    /// @param tag  of an element directly within the object, which is written anew or added in front of the
    /// box
    Cut flag(int object, std::string_view tag, bool is_set) const;
    /// The corners as written. @throws Error if they are not four numbers
    VocBox boxTextOf(int object) const;
    /// The name as written, without the white space around it.
    std::string nameTextOf(int object) const;
    /// Of the image; where there is no <size>, one is added in front of the objects.
    std::vector<Cut> setSize(int width, int height) const;
    /// What verified="…" of the root says, as written; empty: it has no such attribute, or one without text.
    std::string verifiedText() const;
    /// Sets the attribute, in its place or behind the root's name; an empty text takes it away, with the
    /// blanks in front of it. @param text  as XML has it: escaped
    Cut setVerified(const std::string& text) const;
    /// With the rest of its lines, if nothing else stands there.
    Cut remove(int object) const;
    /// @param last  the last object that is read; -1: none
    Cut add(int last, const std::string& name, const VocBox& box) const;

  private:
    struct Layout;

    const xml::Element& at(int element) const { return m_elements[static_cast<std::size_t>(element)]; }
    int onlyChild(int parent, std::string_view name, int object, const Sentence& several) const;
    int nameOf(int object) const;
    int boxOf(int object) const;
    Cut textOf(int element) const;
    int cornerOf(int object, int box, std::string_view name) const;
    int root() const;
    struct Attribute;
    std::optional<Attribute> verifiedOf(const xml::Element& element) const;
    int lineOf(std::size_t position) const;
    int anchorFrom(int last) const;
    std::string_view indentOf(int element) const;
    bool beginsLine(std::size_t position) const;
    Layout layoutOf(int anchor) const;
    Layout layoutWithin(int annotation) const;
    [[noreturn]] void refuse(int element, Sentence reason) const;

    std::string_view m_text;
    const std::vector<xml::Element>& m_elements;
    std::string m_file;
    std::string m_eol;  ///< of the file's first line; empty: it has one line
};

/// The text with all cuts. @throws nothing; cuts must not overlap
std::string withCuts(std::string_view text, std::vector<Cut> cuts);

}  // namespace priorscope
