#include "core/project/label_journal.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "core/base/json/json_fields.hpp"
#include "core/project/label_patch.hpp"

namespace priorscope {
namespace {

/// @param file  named in errors
std::string withEdit(std::string bytes, const std::string& file, const AnnotationEdit& edit) {
    return EditableAnnotation(std::move(bytes), file).edited({&edit, 1});
}

bool concernsImage(const LabelStep& step, const std::string& image) {
    return std::any_of(step.edits.begin(), step.edits.end(),
                       [&image](const ImageEdit& each) { return each.image == image; });
}

nlohmann::json jsonOf(const std::vector<ImageEdit>& edits) {
    nlohmann::json all = nlohmann::json::array();
    for (const ImageEdit& each : edits) {
        nlohmann::json json{{"image", each.image}};
        writeEdit(json, each.edit);
        all.push_back(std::move(json));
    }
    return all;
}

std::vector<ImageEdit> editsFrom(const std::vector<nlohmann::json>& all, const std::string& source) {
    std::vector<ImageEdit> edits;
    for (const nlohmann::json& each : all) {
        ImageEdit edit;
        JsonFields fields(each, source);
        fields.required("image", edit.image);
        edit.edit = readEdit(fields, each, source);
        fields.finish();
        edits.push_back(std::move(edit));
    }
    return edits;
}

}  // namespace

nlohmann::json toJson(const LabelStep& step) {
    nlohmann::json json{{"edits", jsonOf(step.edits)}};
    if (!step.patches.empty()) {
        json["patches"] = jsonOf(step.patches);
    }
    return json;
}

LabelStep labelStepFromJson(const nlohmann::json& json, const std::string& source) {
    std::vector<nlohmann::json> edits;
    std::vector<nlohmann::json> patches;
    JsonFields(json, source).required("edits", edits).optional("patches", patches).finish();
    return {.edits = editsFrom(edits, source), .patches = editsFrom(patches, source)};
}

LabelJournal::LabelJournal(Steps steps, std::size_t done, std::map<std::string, LabelBase> bases)
    : m_steps(std::move(steps)), m_done(std::min(done, m_steps.size())), m_bases(std::move(bases)) {
    index();
}

void LabelJournal::index() {
    m_of_image.clear();
    for (std::size_t step = 0; step < m_steps.size(); ++step) {
        index(step);
    }
}

void LabelJournal::index(std::size_t step) {
    const std::vector<ImageEdit>& edits = m_steps[step]->edits;
    for (std::size_t i = 0; i < edits.size(); ++i) {
        m_of_image[edits[i].image].emplace_back(step, i);
    }
}

void LabelJournal::forgetUndone() {
    for (std::size_t step = m_done; step < m_steps.size(); ++step) {
        for (const ImageEdit& each : m_steps[step]->edits) {
            std::erase_if(m_of_image[each.image],
                          [this](const auto& place) { return place.first >= m_done; });
        }
    }
    m_steps.resize(m_done);
}

std::vector<std::pair<std::size_t, const AnnotationEdit*>> LabelJournal::editsOf(
    const std::string& image) const {
    std::vector<std::pair<std::size_t, const AnnotationEdit*>> edits;
    const auto found = m_of_image.find(image);
    if (found != m_of_image.end()) {
        for (const auto& [step, place] : found->second) {
            edits.emplace_back(step, &m_steps[step]->edits[place].edit);
        }
    }
    return edits;
}

void LabelJournal::add(LabelStep step, const std::map<std::string, std::string>& originals) {
    std::map<std::string, std::string> now;
    for (const ImageEdit& each : step.edits) {
        if (!now.contains(each.image)) {
            now[each.image] = m_bases.contains(each.image) ? bytesOf(each.image) : originals.at(each.image);
        }
        std::string& bytes = now[each.image];
        bytes = withEdit(std::move(bytes), each.image, each.edit);
    }
    forgetUndone();
    for (const auto& [image, bytes] : now) {
        if (!m_bases.contains(image)) {
            const std::string& original = originals.at(image);
            m_bases[image] = {std::make_shared<const std::string>(original), stateOf(original)};
        }
    }
    m_steps.push_back(std::make_shared<const LabelStep>(std::move(step)));
    m_done = m_steps.size();
    index(m_done - 1);
}

std::shared_ptr<const LabelStep> LabelJournal::undo() {
    return m_done == 0 ? nullptr : m_steps[--m_done];
}

std::shared_ptr<const LabelStep> LabelJournal::redo() {
    return m_done == m_steps.size() ? nullptr : m_steps[m_done++];
}

void LabelJournal::forget(const std::string& image) {
    Steps left;
    std::size_t done = 0;
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        std::shared_ptr<const LabelStep> step = m_steps[i];
        if (concernsImage(*step, image)) {
            auto shorter = std::make_shared<LabelStep>(*step);
            for (std::vector<ImageEdit>* edits : {&shorter->edits, &shorter->patches}) {
                std::erase_if(*edits, [&image](const ImageEdit& each) { return each.image == image; });
            }
            step = std::move(shorter);
        }
        if (!step->edits.empty()) {
            left.push_back(std::move(step));
            done += i < m_done ? 1 : 0;
        }
    }
    m_steps = std::move(left);
    m_done = done;
    m_bases.erase(image);
    index();
}

void LabelJournal::setSaved(const std::string& image, const FileState& state) {
    m_bases.at(image).saved = state;
}

std::string LabelJournal::bytesOf(const std::string& image, std::size_t done) const {
    std::string bytes = *m_bases.at(image).original;
    for (const auto& [step, edit] : editsOf(image)) {
        if (step < done) {
            bytes = withEdit(std::move(bytes), image, *edit);
        }
    }
    return bytes;
}

std::vector<FileState> LabelJournal::statesOf(const std::string& image) const {
    const LabelBase& base = m_bases.at(image);
    std::string bytes = *base.original;
    std::vector<FileState> states{base.saved, stateOf(bytes)};
    const auto edits = editsOf(image);
    for (std::size_t i = 0; i < edits.size(); ++i) {
        bytes = withEdit(std::move(bytes), image, *edits[i].second);
        const bool ends_step = i + 1 == edits.size() || edits[i + 1].first != edits[i].first;
        if (ends_step) {
            states.push_back(stateOf(bytes));
        }
    }
    return states;
}

bool LabelJournal::operator==(const LabelJournal& other) const {
    const auto is_same = [](const auto& a, const auto& b) { return a == b || *a == *b; };
    return m_done == other.m_done && m_bases == other.m_bases &&
           std::equal(m_steps.begin(), m_steps.end(), other.m_steps.begin(), other.m_steps.end(), is_same);
}

}  // namespace priorscope
