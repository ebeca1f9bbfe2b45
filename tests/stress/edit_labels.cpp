// Edits and saves labels as the window does, for kill_labels.py: edit_labels PROJECT DATASET edit|look|undo
// SEED edit  Goes on until it is killed: edits, undoes and redoes at random, stores the journal after each,
// and saves
//       the annotations now and then; "kept STEPS DONE" on standard output once a journal is stored.
// look  "steps STEPS DONE" of what is found, and a line "IMAGE saved|unsaved|foreign|gone" for each image.
// undo  Takes everything back, and saves.
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <random>

#include "core/base/files/stored_path.hpp"
#include "core/base/text/time_text.hpp"
#include "core/formats/voc/voc_reader.hpp"
#include "core/project/label_saving.hpp"
#include "core/project/project.hpp"
#include "core/project/verifying.hpp"

using namespace priorscope;

namespace {

constexpr int kStepsASaving = 6;
const char* const kClasses[] = {"square", "circle", "an \"odd\" <one>", "牛"};

std::string bytesOf(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

class LabelEditor {
  public:
    LabelEditor(const char* project, const char* dataset, unsigned seed)
        : m_project(project),
          m_random(seed),
          m_backups(std::filesystem::path(project).parent_path() / "backups") {
        auto read = readVocDataset(std::filesystem::path(dataset));
        m_dataset = std::move(*read);
        m_key = storedFolder(m_dataset.root);
        const auto journals = m_project.labelJournals();
        const auto found = journals.find(m_key);
        m_journal = found == journals.end() ? LabelJournal() : found->second;
    }

    [[noreturn]] void edit() {
        noteFiles();
        for (int step = 1;; ++step) {
            const unsigned what = upTo(10);
            if (what == 0) {
                m_journal.undo();
            } else if (what == 1) {
                m_journal.redo();
            } else {
                change();
            }
            keep();
            if (step % kStepsASaving == 0) {
                save();
            }
        }
    }

    void look() const {
        std::printf("steps %zu %zu\n", m_journal.steps().size(), m_journal.done());
        constexpr const char* kNames[] = {"saved", "unsaved", "foreign", "overtaken", "gone"};
        const auto states = labelFileStates(m_dataset, m_journal);
        for (const auto& [image, state] : *states) {
            std::printf("%s %s\n", image.c_str(), kNames[static_cast<int>(state)]);
        }
    }

    void undo() {
        while (m_journal.undo()) {
        }
        save();
    }

  private:
    unsigned upTo(std::size_t count) { return static_cast<unsigned>(m_random() % count); }

    void change() {
        const std::size_t number = upTo(m_dataset.images.size());
        const ImageRow image = m_dataset.images[number];
        const std::string original = bytesOf(image.annotation_file);
        const std::string id = image.id;
        const std::string now = m_journal.bases().contains(id) ? m_journal.bytesOf(id) : original;
        if (upTo(6) == 0) {
            verify(id, original, now);
            return;
        }
        const EditableAnnotation annotation(now, id);
        const std::vector<FiledObject>& objects = annotation.objects();
        AnnotationEdit edit;
        edit.new_class = kClasses[upTo(std::size(kClasses))];
        const double x = 1.0 + upTo(100);
        const double y = 1.0 + upTo(100);
        edit.new_box = {x, y, x + upTo(90), y + upTo(90)};
        edit.change = objects.empty() ? LabelChange::add : static_cast<LabelChange>(upTo(5));
        edit.flag = static_cast<ObjectFlag>(upTo(3));
        edit.is_set = upTo(2) == 0;
        if (edit.change != LabelChange::add) {
            edit.object = objects[upTo(objects.size())];
        }
        m_journal.add({.edits = {{.image = id, .edit = edit}}}, {{id, original}});
    }

    /// What a killed process wrote, but did not come to note, is noted first, as the window does.
    void noteFiles() {
        std::map<std::string, FileState> files;
        const auto states = labelFileStates(m_dataset, m_journal, &files);
        for (const auto& [image, state] : *states) {
            if (state == LabelFileState::saved || state == LabelFileState::unsaved) {
                m_journal.setSaved(image, files.at(image));
            }
        }
    }

    void verify(const std::string& id, const std::string& original, const std::string& now) {
        const bool is_verified = EditableAnnotation(now, id).isVerified();
        const std::string first =
            m_journal.bases().contains(id) ? *m_journal.bases().at(id).original : original;
        const auto edit = verifyingEdit(first, now, id, !is_verified);
        m_journal.add({.edits = {{.image = id, .edit = *edit}}}, {{id, original}});
    }

    void keep() {
        m_project.setLabelJournal(m_key, m_journal);
        std::printf("kept %zu %zu\n", m_journal.steps().size(), m_journal.done());
        std::fflush(stdout);
    }

    void save() {
        const LabelsSaved saved = saveLabels(m_dataset, m_journal, m_backups, utcNow());
        for (const Sentence& problem : saved.problems) {
            std::fprintf(stderr, "%s\n", problem.text().c_str());
        }
        for (const auto& [image, state] : saved.states) {
            m_journal.setSaved(image, state);
        }
        keep();
    }

    Project m_project;
    std::mt19937 m_random;
    std::filesystem::path m_backups;
    Dataset m_dataset;
    std::string m_key;
    LabelJournal m_journal;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 5) {
        std::fprintf(stderr, "usage: edit_labels PROJECT DATASET edit|look|undo SEED\n");
        return 2;
    }
    try {
        LabelEditor editor(argv[1], argv[2], static_cast<unsigned>(std::strtoul(argv[4], nullptr, 10)));
        if (std::strcmp(argv[3], "edit") == 0) {
            editor.edit();
        }
        std::strcmp(argv[3], "look") == 0 ? editor.look() : editor.undo();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "edit_labels: %s\n", error.what());
        return 1;
    }
    return 0;
}
