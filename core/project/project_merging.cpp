#include "core/project/project_merging.hpp"

#include <utility>

namespace priorscope {
namespace {

/// Whether a dataset's entry is the one that was read.
template <class Entries>
bool isAsRead(const Entries& ours, const Entries* as_read, const std::string& dataset) {
    if (as_read == nullptr) {
        return false;
    }
    const auto before = as_read->find(dataset);
    const auto now = ours.find(dataset);
    return before != as_read->end() && now != ours.end() && before->second == now->second;
}

}  // namespace

SharedJournals mergedJournals(Project& project, const SharedJournals& ours, const SharedJournals* as_read) {
    SharedJournals merged;
    for (auto& [dataset, journal] : project.labelJournals()) {
        merged[dataset] = std::make_shared<const LabelJournal>(std::move(journal));
    }
    for (const auto& [dataset, journal] : ours) {
        const auto there = merged.find(dataset);
        const bool is_new = there == merged.end() || *there->second != *journal;
        if (journal->empty() || !is_new || isAsRead(ours, as_read, dataset)) {
            continue;
        }
        if (there != merged.end() && !there->second->empty()) {
            project.setLabelJournalAside(dataset);
        }
        project.setLabelJournal(dataset, *journal);
        merged[dataset] = journal;
    }
    return merged;
}

SharedTags mergedTags(Project& project, const SharedTags& ours, const SharedTags* as_read) {
    SharedTags merged = ours;
    std::erase_if(merged, [&](const auto& each) { return isAsRead(ours, as_read, each.first); });
    for (const auto& [dataset, there] : project.tags()) {
        const auto here = merged.find(dataset);
        if (as_read != nullptr && here != merged.end()) {
            continue;
        }
        Project::Tags tags = here == merged.end() ? Project::Tags() : *here->second;
        for (const auto& [tag, images] : there) {
            tags[tag].insert(images.begin(), images.end());
        }
        merged[dataset] = std::make_shared<const Project::Tags>(std::move(tags));
    }
    for (const auto& [dataset, tags] : merged) {
        project.setTags(dataset, *tags);
    }
    return merged;
}

std::map<std::string, std::string> mergedFilters(Project& project, std::map<std::string, std::string> ours) {
    ours.merge(project.savedFilters());
    project.setSavedFilters(ours);
    return ours;
}

RunNotes mergedRunNotes(Project& project, const RunNotes& ours, const RunNotes* as_read) {
    RunNotes merged = project.runNotes();
    for (const auto& [run, note] : ours) {
        if (isAsRead(ours, as_read, run)) {
            continue;
        }
        RunNote& there = merged[run];
        there = as_read != nullptr ? note : joinedNote(note, there);
    }
    project.setRunNotes(merged);
    return merged;
}

}  // namespace priorscope
