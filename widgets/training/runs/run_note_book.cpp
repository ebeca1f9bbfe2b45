#include "widgets/training/runs/run_note_book.hpp"

#include <algorithm>

#include "widgets/session/project_store.hpp"

namespace priorscope {

RunNoteBook::RunNoteBook(ProjectStore& project, QObject* parent) : QObject(parent), m_project(project) {
    connect(&project, &ProjectStore::contentsReplaced, this, &RunNoteBook::restore);
    m_notes = project.runNotes();
}

RunNote RunNoteBook::of(const std::string& run) const {
    const auto found = m_notes.find(run);
    return found == m_notes.end() ? RunNote() : found->second;
}

QStringList RunNoteBook::tags() const {
    QStringList tags;
    for (const auto& [run, note] : m_notes) {
        for (const std::string& tag : note.tags) {
            tags << QString::fromStdString(tag);
        }
    }
    tags.removeDuplicates();
    std::ranges::sort(tags, [](const QString& a, const QString& b) { return a.localeAwareCompare(b) < 0; });
    return tags;
}

void RunNoteBook::set(const std::string& run, const RunNote& note) {
    if (!run.empty() && of(run) != note) {
        m_notes[run] = note;
        m_project.keepRunNotes(m_notes);
        Q_EMIT changed();
    }
}

void RunNoteBook::restore() {
    m_notes = m_project.runNotes();
    Q_EMIT changed();
}

std::vector<std::string> tagsFrom(const QString& line) {
    std::vector<std::string> tags;
    for (const QString& part : line.simplified().split(QLatin1Char(','))) {
        const std::string tag = part.trimmed().toStdString();
        if (!tag.empty() && std::ranges::find(tags, tag) == tags.end()) {
            tags.push_back(tag);
        }
    }
    return tags;
}

QString tagsText(const std::vector<std::string>& tags) {
    QStringList texts;
    for (const std::string& tag : tags) {
        texts << QString::fromStdString(tag);
    }
    return texts.join(QStringLiteral(", "));
}

}  // namespace priorscope
