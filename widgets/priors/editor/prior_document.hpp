// The layout being edited, its baseline and its named versions, with undo.
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QUndoStack>
#include <functional>
#include <vector>

#include "core/priors/prior_config.hpp"
#include "core/project/project.hpp"

namespace priorscope {

/// The layout, its baseline and its versions are changed only by commands. Edits of one gesture become one
/// undo step; a gesture that ends where it began leaves none.
class PriorDocument : public QObject {
    Q_OBJECT

  public:
    explicit PriorDocument(PriorConfig config, QObject* parent = nullptr);

    const PriorConfig& config() const { return m_config; }
    /// What the figures are compared with.
    const PriorConfig& baseline() const { return m_baseline; }
    /// An undo step, like every edit.
    void setBaseline(const PriorConfig& config);
    QUndoStack& undoStack() { return m_stack; }

    /// Edits from here on merge into one step until endGesture().
    void beginGesture();
    void endGesture();
    /// @param text  names the step in the menu
    void edit(const QString& text, const PriorConfig& config);
    void edit(const QString& text, const std::function<void(PriorConfig&)>& change);

    /// Layouts saved by the user, in the order of saving; the name of each is the version's name.
    const std::vector<PriorConfig>& versions() const { return m_versions; }
    const PriorConfig* version(const QString& name) const;
    /// Saves the current layout under a name, which becomes its own; a version of that name is replaced.
    void saveVersion(const QString& name);
    void renameVersion(const QString& name, const QString& new_name);
    void deleteVersion(const QString& name);
    /// "v1", or the next such name that is not taken.
    QString freeVersionName() const;
    /// Empty if the name can be used. Names of presets and of other versions cannot.
    /// @param replaced  a version that may already have the name
    QString nameProblem(const QString& name, const QString& replaced = {}) const;

    /// Whether the layout equals the version or the preset whose name it has.
    bool isUnchanged(const PriorConfig& config) const;
    /// The layout with the name under which a run stores it: "v1, edited" if it is no longer the version v1.
    PriorConfig configForRun() const;
    /// "ssd300-voc", or "ssd300-voc, edited" if it differs from the layout known by that name.
    QString displayName(const PriorConfig& config) const;

    /// The versions as JSON, for storage between sessions.
    QByteArray versionsAsJson() const;
    /// Replaces the versions; not an undo step.
    /// @throws Error if the text is not in the format of versionsAsJson()
    void restoreVersions(const QByteArray& json);
    /// Replaces versions, layout and baseline, as far as they are given; not an undo step.
    void restore(const ProjectLayouts& layouts);

  Q_SIGNALS:
    void changed();
    void baselineChanged();
    void versionsChanged();

  private:
    using Versions = std::vector<PriorConfig>;
    /// Whether it is named after a version or preset that it no longer equals.
    bool isEdited(const PriorConfig& config) const;
    /// @param merges  with the other steps of the gesture
    template <class Value>
    void push(const QString& text, Value PriorDocument::*member, Value value, bool merges = false);
    void swap(PriorConfig PriorDocument::*member, PriorConfig& other);
    void swap(Versions PriorDocument::*member, Versions& other);
    void setVersions(const QString& text, Versions versions);

    PriorConfig m_config;
    PriorConfig m_baseline;
    Versions m_versions;
    QUndoStack m_stack;
    int m_gesture = 0;
    bool m_in_gesture = false;
};

}  // namespace priorscope
