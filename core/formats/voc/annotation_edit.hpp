// Changes of VOC annotation files that keep every other byte.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/dataset/dataset.hpp"

namespace priorscope {

class AnnotationSurgery;
struct Cut;

/// What LabelChange::verify writes to say that somebody has checked an annotation, as labelImg does.
inline constexpr const char* kVerifiedYes = "yes";
/// Whether a text of the attribute says so.
bool saysVerified(std::string_view text);

/// An object as its annotation file has it.
struct FiledObject {
    int place = -1;            ///< 0-based, among the objects that are read from the file; -1: there is none
    std::string class_name{};  ///< as read: composed and trimmed
    VocBox box{};
    bool operator==(const FiledObject&) const = default;
};
/// Whether both are of one class and have one box, wherever they are in the file.
inline bool isAlike(const FiledObject& a, const FiledObject& b) {
    return a.class_name == b.class_name && a.box == b.box;
}

enum class LabelChange : std::uint8_t {
    move,      ///< another box
    rename,    ///< another class
    add,       ///< an object more
    remove,    ///< an object less
    flag,      ///< a flag set or cleared
    swap,      ///< the corners of an inverted box put in order: an object that was not read
    set_size,  ///< the image's size
    recode,    ///< the whole file as UTF-8
    verify,    ///< whether somebody has checked the annotation
};

enum class ObjectFlag : std::uint8_t { difficult, truncated, occluded };
/// By ObjectFlag: the elements that hold them.
inline constexpr std::array<std::string_view, 3> kObjectFlags{"difficult", "truncated", "occluded"};

/// Whether an object has a flag.
bool& flagOf(Annotation& object, ObjectFlag flag);
bool flagOf(const Annotation& object, ObjectFlag flag);

/// With the smaller coordinates first.
VocBox inOrder(const VocBox& box);

struct AnnotationEdit {
    LabelChange change = LabelChange::move;
    FiledObject object{};     ///< as it is; not of an object that is added, nor of changes of the whole file
    std::string new_class{};  ///< of rename and add
    /// Of move and add: 1-based, both ends inclusive; whole pixels, but for an edge that stays as it is.
    VocBox new_box{};
    ObjectFlag flag = ObjectFlag::difficult;
    bool is_set = false;  ///< of flag: what it becomes
    int new_width = 0;    ///< of set_size, pixels
    int new_height = 0;
    /// Of verify: what <annotation verified="…"> says then; empty: the attribute goes.
    std::string verified{};
    /// Of a removal of one object of two in one place: the one that stays. The edit is open only while both
    /// are at their places. A place of -1: there is none.
    FiledObject twin{};
    bool operator==(const AnnotationEdit&) const = default;
};

/// How an edit stands to a file.
enum class EditState : std::uint8_t {
    open,  ///< the object is as the edit has it
    done,  ///< the file already has what the edit wants; a removal: nothing of the class at an IoU of 0.5
    lost,  ///< neither: the file was changed
};

/// An annotation file in memory, whose objects can be changed. Coordinates that stay are not written anew;
/// a class name that the file's declared encoding may lack is written with character references; an object
/// that is added comes behind the last one, with its indentation and line ends.
class EditableAnnotation {
  public:
    /// @param file   named in errors
    /// @throws Error if the bytes are no well-formed annotation, or in an encoding in which they cannot be
    ///         changed in place: UTF-16, ISO-2022-JP, or one that is not recognised
    EditableAnnotation(std::string bytes, std::string file);

    /// @param edit  its object is looked for at its place, else wherever it stands alone in the file
    EditState stateOf(const AnnotationEdit& edit) const;

    /// The bytes with all edits, each of which must be open. The result was read again and has exactly the
    /// objects that were asked for.
    /// @throws Error if an object is not in the file, two edits contradict each other, or the object is
    ///         written in a form that is read but cannot be changed in place, for example with attributes
    std::string edited(std::span<const AnnotationEdit> edits) const;

    const std::vector<FiledObject>& objects() const { return m_objects; }
    /// @return index of the object; -1: it is not there, or there are several and none at its place
    int find(const FiledObject& object) const;
    /// Objects that are not read since their boxes are inverted; of place -1. Those whose names or corners
    /// are not plain text are left out.
    std::vector<FiledObject> inverted() const;
    /// Whether somebody has checked the annotation.
    bool isVerified() const { return m_is_verified; }
    /// What the attribute says, as it stands there; empty: there is none.
    std::string verifiedText() const;
    /// [objects] with labels that do not count, and without fractions of the image.
    const std::vector<Annotation>& annotations() const { return m_read; }

  private:
    bool isAtPlace(const FiledObject& object) const;
    EditState stateOfTwins(const AnnotationEdit& edit) const;
    bool resembles(const FiledObject& object) const;
    std::size_t openObject(const AnnotationEdit& edit) const;
    std::string written(const std::string& class_name) const;
    std::string withChanges(std::span<const AnnotationEdit> edits) const;
    std::vector<Cut> cutsOf(const AnnotationEdit& edit, const AnnotationSurgery& surgery, int element) const;
    std::string withObject(const AnnotationEdit& edit) const;
    std::string withOrder(const AnnotationEdit& edit) const;
    std::string withSize(const AnnotationEdit& edit) const;
    std::string asUtf8() const;
    std::string withVerified(const AnnotationEdit& edit) const;
    std::string withOne(const AnnotationEdit& edit) const;
    EditState stateOfFile(const AnnotationEdit& edit) const;
    std::vector<std::pair<int, FiledObject>> invertedElements() const;
    [[noreturn]] void refuseForm() const;
    void check(const std::string& result, const std::vector<std::string>& names,
               const std::vector<Annotation>& objects) const;

    std::string m_bytes;
    std::string m_file;
    std::vector<FiledObject> m_objects;
    std::vector<Annotation> m_read;  ///< [objects] labels do not count
    std::vector<int> m_elements;     ///< [objects] indices of their elements, in document order
    bool m_is_verified = false;
    bool m_takes_utf8 = true;  ///< any class name can be written as it is
};

/// A box in whole pixels, as VOC wants it: within the image, at least one pixel.
/// @param box            fractions of the image
/// @param width, height  pixels, > 0
VocBox wholePixels(const Box& box, int width, int height);

}  // namespace priorscope
