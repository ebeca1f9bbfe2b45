// What the user changed in the labels of a dataset, step by step, whether it is saved or not.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/formats/voc/annotation_edit.hpp"
#include "core/project/file_state.hpp"

namespace priorscope {

/// A change of one image's labels.
struct ImageEdit {
    std::string image{};    ///< ImageRow::id
    AnnotationEdit edit{};  ///< its object is as the edits before it left it
    bool operator==(const ImageEdit&) const = default;
};

/// One step of undo.
struct LabelStep {
    std::vector<ImageEdit> edits{};
    /// Label patches that it carries out, as they were decided on: their objects are those of the file then.
    std::vector<ImageEdit> patches{};
    bool operator==(const LabelStep&) const = default;
};

nlohmann::json toJson(const LabelStep& step);
/// @throws Error naming a field that is missing or wrong
LabelStep labelStepFromJson(const nlohmann::json& json, const std::string& source);

/// Where an image's edits start from.
struct LabelBase {
    std::shared_ptr<const std::string> original{};  ///< the annotation file's bytes before the first edit
    FileState saved{};                              ///< of the file when it was last seen or written
    bool operator==(const LabelBase& other) const {
        return (original == other.original || *original == *other.original) && saved == other.saved;
    }
};

/// The steps of one dataset: those that are in force, and those that were undone. What an image's annotation
/// should be follows from its bytes before the first edit and the edits in force, so that undoing all of them
/// gives those very bytes back. A value; copies share the steps.
class LabelJournal {
  public:
    using Steps = std::vector<std::shared_ptr<const LabelStep>>;

    LabelJournal() = default;
    /// @param done  ≤ steps.size(): how many are in force
    LabelJournal(Steps steps, std::size_t done, std::map<std::string, LabelBase> bases);

    const Steps& steps() const { return m_steps; }
    std::size_t done() const { return m_done; }
    /// Of every image that has an edit, in force or not.
    const std::map<std::string, LabelBase>& bases() const { return m_bases; }
    bool empty() const { return m_bases.empty(); }

    /// Adds a step behind those in force; what was undone is forgotten.
    /// @param originals  bytes of the files of those images that have no base yet
    /// @throws Error if an edit cannot be carried out; nothing changes then
    void add(LabelStep step, const std::map<std::string, std::string>& originals);
    /// Does nothing if there is nothing to undo. @return the step; null: none
    std::shared_ptr<const LabelStep> undo();
    std::shared_ptr<const LabelStep> redo();
    /// Takes an image's edits out of all steps; steps that are left empty go.
    void forget(const std::string& image);
    void setSaved(const std::string& image, const FileState& state);

    /// The annotation with the edits in force. @throws std::out_of_range if the image has no base
    std::string bytesOf(const std::string& image) const { return bytesOf(image, m_done); }
    /// With those of the first steps. @param done  ≤ steps().size()
    std::string bytesOf(const std::string& image, std::size_t done) const;
    /// Every state that the file can have by these steps, and the last one that was seen or written.
    std::vector<FileState> statesOf(const std::string& image) const;

    /// An image's edits, each with the step that it is part of, in order.
    std::vector<std::pair<std::size_t, const AnnotationEdit*>> editsOf(const std::string& image) const;

    bool operator==(const LabelJournal& other) const;

  private:
    void index();
    void index(std::size_t step);
    void forgetUndone();

    Steps m_steps;
    std::size_t m_done = 0;
    std::map<std::string, LabelBase> m_bases;
    /// By image: steps and places in them.
    std::unordered_map<std::string, std::vector<std::pair<std::size_t, std::size_t>>> m_of_image;
};

/// A journal that got one step for many images, or none.
struct StepOutcome {
    LabelJournal journal{};
    bool is_changed = false;           ///< it has the step
    std::vector<Sentence> problems{};  ///< a line for each annotation that cannot be changed in place
    std::vector<ImageEdit> already{};  ///< what was asked for and is so without the step
};

}  // namespace priorscope
