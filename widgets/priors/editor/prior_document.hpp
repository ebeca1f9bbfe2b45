// The layout that is being edited, its baseline and its named versions, with undo.
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

/// Only its commands change the layout, what it is compared with and its versions. Edits of one gesture
/// become one step of undo; a gesture that ends where it began leaves none.
class PriorDocument : public QObject {
    Q_OBJECT

  public:
    explicit PriorDocument(PriorConfig config, QObject* parent = nullptr);

    const PriorConfig& config() const { return m_config; }
    /// What the figures are compared with.
    const PriorConfig& baseline() const { return m_baseline; }
    /// A step of undo, as every edit.
    void setBaseline(const PriorConfig& config);
    QUndoStack& undoStack() { return m_stack; }

    /// Edits from here on merge into one step until endGesture().
    void beginGesture();
    void endGesture();
    /// @param text  names the step in the menu
    void edit(const QString& text, const PriorConfig& config);
    void edit(const QString& text, const std::function<void(PriorConfig&)>& change);

    /// Layouts that the user keeps; each one's name is the version's. In the order of saving.
    const std::vector<PriorConfig>& versions() const { return m_versions; }
    const PriorConfig* version(const QString& name) const;
    /// Keeps the layout as it is now under a name, which becomes its own; a version of that name is replaced.
    void saveVersion(const QString& name);
    void renameVersion(const QString& name, const QString& new_name);
    void deleteVersion(const QString& name);
    /// "v1", or the first such name that is free.
    QString freeVersionName() const;
    /// Empty: the name will do. Presets' names and that of another version will not.
    /// @param replaced  the version that may have the name already
    QString nameProblem(const QString& name, const QString& replaced = {}) const;

    /// Whether the layout is the version or the preset whose name it has.
    bool isUnchanged(const PriorConfig& config) const;
    /// "ssd300-voc", or "ssd300-voc, edited" where it is not what is known by that name.
    QString displayName(const PriorConfig& config) const;

    /// The versions as JSON, to be kept from one start to the next.
    QByteArray versionsAsJson() const;
    /// Takes the place of the versions; no step of undo.
    /// @throws Error where the text is not what versionsAsJson() gives
    void restoreVersions(const QByteArray& json);
    /// Takes the place of versions, layout and baseline, where those are given; no step of undo.
    void restore(const ProjectLayouts& layouts);

  Q_SIGNALS:
    void changed();
    void baselineChanged();
    void versionsChanged();

  private:
    using Versions = std::vector<PriorConfig>;
    /// @param merges  with the steps of the gesture
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
