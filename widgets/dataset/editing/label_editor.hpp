// Editing of labels in the Dataset workspace: its commands, its bar below the images, and the tool on the
// canvas.
#pragma once

#include <QAction>
#include <QList>
#include <QObject>
#include <QPoint>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "core/formats/voc/annotation_edit.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

class Chip;
class NamePicker;
class SavingRow;
class ImageCanvas;
class LabelTool;

class LabelEditor : public QObject {
    Q_OBJECT

  public:
    /// @param canvas  of the large image
    /// @param parent  of the bar too
    LabelEditor(const WorkspaceContext& context, ImageCanvas& canvas, QWidget* parent);

    /// Below the images; hidden where there is nothing to edit or to save.
    QWidget* bar() const { return m_bar; }
    QList<QAction*> actions() const { return m_actions; }
    QAction* editAction() const { return m_edit; }
    QAction* saveAction() const { return m_save; }
    LabelTool* tool() const { return m_tool; }
    NamePicker* picker() const { return m_picker; }
    /// What is not saved, as the bar says it.
    QString state() const;
    /// Whether the large image is shown, on which boxes are edited.
    void setLarge(bool large);
    /// Ends what Escape ends first: a drag, or drawing. @return whether there was something
    bool cancel();

  Q_SIGNALS:
    void largeWanted();
    void editingChanged(bool on);
    /// What went wrong, in one line; empty: what was said is over.
    void told(const QString& text);

  private:
    QAction* add(const QString& text, const QKeySequence& key, const std::function<void()>& run);
    void buildActions();
    void buildBar(QWidget* parent);
    void connectEverything();
    void refresh();
    void refreshBar(bool has_object);
    void setEditing(bool on);

    /// As the edits left it; none where nothing is selected, or it is removed.
    std::optional<FiledObject> selected() const;
    const Annotation* selectedAnnotation() const;
    void apply(const AnnotationEdit& edit);
    void draw();
    void addObject(const VocBox& box);
    void changeClass();
    QString renamableClass() const;
    void renameClass();
    void remove();
    void duplicate();
    void toggle(ObjectFlag flag);
    void askAndCopy();
    void ask(const QString& marked, const QPoint& place, const std::function<void(const QString&)>& take);
    QStringList classes() const;

    WorkspaceContext m_context;
    ImageCanvas& m_canvas;
    LabelTool* m_tool = nullptr;
    NamePicker* m_picker = nullptr;
    std::function<void(const QString&)> m_take;  ///< what a picked class is for
    QString m_last_class;                        ///< of the object added last
    bool m_is_large = false;
    std::filesystem::path m_root;  ///< of the dataset that is open

    QList<QAction*> m_actions;
    QAction* m_edit = nullptr;
    QAction* m_draw = nullptr;
    QAction* m_class = nullptr;
    QAction* m_remove = nullptr;
    QAction* m_duplicate = nullptr;
    std::vector<QAction*> m_flags;  ///< by ObjectFlag
    QAction* m_rename = nullptr;
    QAction* m_save = nullptr;
    QAction* m_copy = nullptr;

    QWidget* m_bar = nullptr;
    QWidget* m_tools = nullptr;  ///< in the bar, while labels are edited
    Chip* m_draw_chip = nullptr;
    Chip* m_class_chip = nullptr;
    std::vector<Chip*> m_flag_chips;
    Chip* m_remove_chip = nullptr;
    SavingRow* m_saving = nullptr;
};

}  // namespace priorscope
