#include "widgets/dataset/editing/label_editor.hpp"

#include <QCursor>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>
#include <QUndoStack>
#include <algorithm>
#include <utility>

#include "widgets/canvas/image_canvas.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/components/flow_layout.hpp"
#include "widgets/components/name_picker.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/components/text.hpp"
#include "widgets/dataset/editing/label_tool.hpp"
#include "widgets/dataset/editing/saving_row.hpp"
#include "widgets/session/label_edits.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {
namespace {

constexpr double kAside = 8.0;  ///< pixels by which a duplicate is moved
constexpr int kMostProblems = 3;
constexpr double kMostClassName = 120.0;  ///< pixels

QString keyOf(const QAction& action) {
    return action.shortcut().toString(QKeySequence::NativeText);
}

/// A chip that does what an action does, as long as that can be done.
Chip* chipFor(QAction* action, const QString& text, QWidget* parent) {
    auto* chip = new Chip(text, parent);
    chip->setCheckable(action->isCheckable());
    chip->setFocusPolicy(Qt::TabFocus);
    QObject::connect(chip, &Chip::clicked, action, &QAction::trigger);
    const auto follow = [chip, action] {
        chip->setEnabled(action->isEnabled());
        chip->setChecked(action->isChecked());
        chip->setToolTip(action->toolTip());
    };
    QObject::connect(action, &QAction::changed, chip, follow);
    follow();
    return chip;
}

}  // namespace

LabelEditor::LabelEditor(const WorkspaceContext& context, ImageCanvas& canvas, QWidget* parent)
    : QObject(parent),
      m_context(context),
      m_canvas(canvas),
      m_tool(new LabelTool(canvas)),
      m_picker(new NamePicker(tr("Class, or a new name"), tr("Classes"), tr("New class: %1"), parent)) {
    buildActions();
    buildBar(parent);
    connectEverything();
    refresh();
}

QAction* LabelEditor::add(const QString& text, const QKeySequence& key, const std::function<void()>& run) {
    auto* action = new QAction(text, this);
    action->setShortcut(key);
    connect(action, &QAction::triggered, this, run);
    m_actions << action;
    return action;
}

void LabelEditor::buildActions() {
    m_edit = add(tr("Edit labels"), QKeySequence(Qt::Key_E), [] {});
    m_edit->setCheckable(true);
    connect(m_edit, &QAction::toggled, this, &LabelEditor::setEditing);
    m_draw = add(tr("New box"), QKeySequence(Qt::Key_W), [this] { draw(); });
    m_draw->setCheckable(true);
    m_class = add(tr("Class…"), QKeySequence(Qt::CTRL | Qt::Key_E), [this] { changeClass(); });
    const std::pair<QString, QKeySequence> flags[] = {{tr("Difficult"), QKeySequence(Qt::SHIFT | Qt::Key_D)},
                                                      {tr("Truncated"), QKeySequence(Qt::SHIFT | Qt::Key_T)},
                                                      {tr("Occluded"), QKeySequence(Qt::SHIFT | Qt::Key_O)}};
    for (const auto& [text, key] : flags) {
        const auto flag = static_cast<ObjectFlag>(m_flags.size());
        m_flags.push_back(add(text, key, [this, flag] { toggle(flag); }));
        m_flags.back()->setCheckable(true);
    }
    m_duplicate =
        add(tr("Duplicate the object"), QKeySequence(Qt::CTRL | Qt::Key_D), [this] { duplicate(); });
    m_remove = add(tr("Remove the object"), QKeySequence(Qt::Key_Delete), [this] { remove(); });
    QUndoStack& stack = m_context.edits.undoStack();
    QAction* undo = stack.createUndoAction(this, tr("Undo"));
    undo->setShortcut(QKeySequence::Undo);
    QAction* redo = stack.createRedoAction(this, tr("Redo"));
    redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    m_actions << undo << redo;
    m_rename = add(tr("Rename a class everywhere…"), QKeySequence(Qt::Key_F2), [this] { renameClass(); });
    m_save = add(tr("Save labels"), QKeySequence(Qt::CTRL | Qt::Key_S), [this] { m_context.edits.save(); });
    m_copy = add(tr("Write edited labels to a folder…"), QKeySequence(), [this] { askAndCopy(); });
}

void LabelEditor::buildBar(QWidget* parent) {
    m_bar = new QWidget(parent);
    m_bar->setAttribute(Qt::WA_StyledBackground);
    m_bar->setProperty("ground", "window");
    auto* column = new QVBoxLayout(m_bar);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(hairline(Qt::Horizontal, m_bar));
    auto* rows = new QVBoxLayout;
    rows->setContentsMargins(Metrics::kMargin, 6, Metrics::kMargin, 6);
    rows->setSpacing(6);
    column->addLayout(rows);
    m_tools = new QWidget(m_bar);
    auto* flow = new FlowLayout(Metrics::kGap, m_tools);
    flow->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_tools);
    m_draw_chip = chipFor(m_draw, tr("New box"), m_bar);
    m_class_chip = chipFor(m_class, tr("Class…"), m_bar);
    flow->addWidget(m_draw_chip);
    flow->addWidget(m_class_chip);
    for (QAction* flag : m_flags) {
        m_flag_chips.push_back(chipFor(flag, flag->text(), m_bar));
        flow->addWidget(m_flag_chips.back());
    }
    m_remove_chip = chipFor(m_remove, tr("Remove"), m_bar);
    flow->addWidget(m_remove_chip);
    m_saving = new SavingRow(m_context.edits, *m_save, m_bar);
    rows->addWidget(m_saving);
}

void LabelEditor::connectEverything() {
    Workbench& workbench = m_context.workbench;
    connect(m_tool, &LabelTool::chosen, &workbench, &Workbench::setSelectedObject);
    connect(m_tool, &LabelTool::moved, this, [this](const VocBox& box) {
        if (const auto object = selected()) {
            apply({.change = LabelChange::move, .object = *object, .new_box = box});
        }
    });
    connect(m_tool, &LabelTool::drawn, this, &LabelEditor::addObject);
    connect(m_tool, &LabelTool::drawingChanged, m_draw, &QAction::setChecked);
    connect(m_picker, &NamePicker::picked, this, [this](const QString& name) {
        if (const auto take = std::exchange(m_take, nullptr)) {
            take(name);
        }
    });
    connect(m_picker, &NamePicker::closed, this, [this] {
        m_tool->setPending(std::nullopt);
        m_canvas.setFocus();
    });
    connect(&workbench, &Workbench::datasetChanged, this, [this] {
        m_take = nullptr;  // it is of the dataset that is gone
        m_picker->hide();
        const auto& dataset = m_context.workbench.dataset();
        const std::filesystem::path root = dataset ? dataset->root : std::filesystem::path();
        if (root != m_root) {  // read again, it goes on
            m_root = root;
            m_edit->setChecked(false);
        }
    });
    for (const auto signal : {&Workbench::datasetChanged, &Workbench::editedChanged}) {
        connect(&workbench, signal, this, &LabelEditor::refresh);
    }
    connect(&workbench, &Workbench::currentImageChanged, this, &LabelEditor::refresh);
    connect(&workbench, &Workbench::selectedObjectChanged, this, &LabelEditor::refresh);
    connect(&workbench, &Workbench::selectedClassChanged, this, &LabelEditor::refresh);
    connect(&workbench, &Workbench::filterChanged, this, &LabelEditor::refresh);
    const LabelEdits& edits = m_context.edits;
    connect(&edits, &LabelEdits::changed, this, &LabelEditor::refresh);
    connect(&edits, &LabelEdits::failed, this, &LabelEditor::told);
    connect(&edits, &LabelEdits::stepped, &workbench, &Workbench::setCurrentImage);
    connect(&edits, &LabelEdits::saved, this, [this](const QString&, const QStringList& problems) {
        QStringList lines = problems.mid(0, kMostProblems);
        if (problems.size() > kMostProblems) {
            lines << tr("… and %1 more: see the log").arg(problems.size() - kMostProblems);
        }
        Q_EMIT told(lines.join(QLatin1Char('\n')));
    });
}

void LabelEditor::setLarge(bool large) {
    m_is_large = large;
    if (!large) {
        m_edit->setChecked(false);
    }
    refresh();
}

bool LabelEditor::cancel() {
    const bool was_dragging = m_tool->cancelDrag();
    const bool was_drawing = m_tool->isDrawing();
    m_tool->setDrawing(false);
    return was_dragging || was_drawing;
}

void LabelEditor::setEditing(bool on) {
    if (const QString why = m_context.edits.obstacle(); on && !why.isEmpty()) {
        Q_EMIT told(why);
        m_edit->setChecked(false);
        return;
    }
    if (on && !m_is_large) {
        Q_EMIT largeWanted();
    }
    m_tool->setOn(on);
    refresh();
    Q_EMIT editingChanged(on);
}

const Annotation* LabelEditor::selectedAnnotation() const {
    const Workbench& workbench = m_context.workbench;
    const int object = workbench.selectedObject();
    const auto record = workbench.shownRecord();
    if (!record || object < 0 || static_cast<std::size_t>(object) >= record->objects.size()) {
        return nullptr;
    }
    const auto index = static_cast<std::size_t>(object);
    return workbench.isRemoved(workbench.currentImage(), index) ? nullptr : &record->objects[index];
}

std::optional<FiledObject> LabelEditor::selected() const {
    const Annotation* annotation = selectedAnnotation();
    if (annotation == nullptr) {
        return std::nullopt;
    }
    const Workbench& workbench = m_context.workbench;
    const int object = workbench.selectedObject();
    if (const EditedLabels* edited = workbench.edited(workbench.currentImage())) {
        return edited->filed[static_cast<std::size_t>(object)];
    }
    return FiledObject{.place = object,
                       .class_name = workbench.dataset()->className(annotation->label),
                       .box = annotation->voc};
}

QStringList LabelEditor::classes() const {
    QStringList names;
    if (const auto& dataset = m_context.workbench.dataset()) {
        for (const std::string& name : dataset->classes) {
            names << QString::fromStdString(name);
        }
    }
    for (const std::string& name : m_context.workbench.newClasses()) {
        names << QString::fromStdString(name);
    }
    return names;
}

void LabelEditor::apply(const AnnotationEdit& edit) {
    if (m_context.edits.add(m_context.workbench.currentImage(), edit)) {
        Q_EMIT told({});
    }
}

void LabelEditor::draw() {
    if (m_tool->isDrawing()) {
        m_tool->setDrawing(false);
        return;
    }
    m_edit->setChecked(true);
    if (!m_edit->isChecked()) {
        m_draw->setChecked(false);
        return;
    }
    m_tool->setDrawing(true);
    m_draw->setChecked(true);
    m_canvas.setFocus();
}

void LabelEditor::ask(const QString& marked, const QPoint& place,
                      const std::function<void(const QString&)>& take) {
    m_take = take;
    m_picker->open(classes(), marked, place);
}

void LabelEditor::addObject(const VocBox& box) {
    const Workbench& workbench = m_context.workbench;
    const QString marked =
        m_last_class.isEmpty() ? workbench.className(workbench.selectedClass()) : m_last_class;
    const auto corner =
        m_canvas.viewFromFraction({box.xmax / std::max(1, workbench.shownRecord()->width),
                                   (box.ymin - 1.0) / std::max(1, workbench.shownRecord()->height)});
    const int image = workbench.currentImage();
    m_tool->setPending(box);
    ask(marked, m_canvas.mapToGlobal(corner.toPoint()), [this, box, image](const QString& name) {
        if (image != m_context.workbench.currentImage()) {
            return;
        }
        m_last_class = name;
        apply({.change = LabelChange::add, .new_class = name.toStdString(), .new_box = box});
        const auto record = m_context.workbench.shownRecord();
        m_context.workbench.setSelectedObject(static_cast<int>(record->objects.size()) - 1);
    });
}

void LabelEditor::changeClass() {
    const auto object = selected();
    if (!object) {
        return;
    }
    const int image = m_context.workbench.currentImage();
    const QPoint place =
        m_bar->isVisible() ? m_class_chip->mapToGlobal(QPoint(0, m_class_chip->height())) : QCursor::pos();
    ask(QString::fromStdString(object->class_name), place, [this, image, object](const QString& name) {
        if (image == m_context.workbench.currentImage() && name.toStdString() != object->class_name) {
            apply({.change = LabelChange::rename, .object = *object, .new_class = name.toStdString()});
        }
    });
}

/// The class that is chosen in the list, or that of the selected object.
QString LabelEditor::renamableClass() const {
    const Workbench& workbench = m_context.workbench;
    const auto record = workbench.shownRecord();
    const int object = workbench.selectedObject();
    const int label = object >= 0 && record ? record->objects[static_cast<std::size_t>(object)].label
                      : workbench.filter().labels.size() == 1 ? workbench.filter().labels.front()
                                                              : workbench.selectedClass();
    return workbench.className(label);
}

void LabelEditor::renameClass() {
    const QString from = renamableClass();
    ask(from, m_canvas.mapToGlobal(QPoint(Metrics::kMargin, Metrics::kMargin)),
        [this, from](const QString& name) { m_context.edits.renameClass(from, name); });
}

void LabelEditor::remove() {
    if (const auto object = selected()) {
        apply({.change = LabelChange::remove, .object = *object});
        m_context.workbench.setSelectedObject(-1);
    }
}

void LabelEditor::duplicate() {
    const auto object = selected();
    const auto record = m_context.workbench.shownRecord();
    if (!object || !record) {
        return;
    }
    apply({.change = LabelChange::add,
           .new_class = object->class_name,
           .new_box = dragged(object->box, kMoveGrip, kAside, kAside, record->width, record->height)});
    m_context.workbench.setSelectedObject(
        static_cast<int>(m_context.workbench.shownRecord()->objects.size()) - 1);
}

void LabelEditor::toggle(ObjectFlag flag) {
    const auto object = selected();
    const Annotation* annotation = selectedAnnotation();
    if (object && annotation != nullptr) {
        apply({.change = LabelChange::flag,
               .object = *object,
               .flag = flag,
               .is_set = !flagOf(*annotation, flag)});
    }
    refresh();
}

void LabelEditor::askAndCopy() {
    auto* dialog = new QFileDialog(m_bar->window(), tr("Write the edited annotations to a folder"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, &m_context.edits, &LabelEdits::copyTo);
    dialog->open();
}

QString LabelEditor::state() const {
    return m_saving->text();
}

void LabelEditor::refresh() {
    const Workbench& workbench = m_context.workbench;
    const QString obstacle = m_context.edits.obstacle();
    const bool can_edit = obstacle.isEmpty();
    const QString of_image = can_edit ? m_context.edits.obstacle(workbench.currentImage()) : obstacle;
    const bool is_on = m_edit->isChecked() && of_image.isEmpty();
    m_edit->setEnabled(workbench.currentImage() >= 0);  // where nothing can be edited, it says why
    m_edit->setToolTip(can_edit ? tr("Draw, move and change boxes of the large image; nothing is written "
                                     "before you save (%1)")
                                      .arg(keyOf(*m_edit))
                                : obstacle);
    m_draw->setEnabled(m_edit->isEnabled() && (!can_edit || of_image.isEmpty()));
    m_draw->setToolTip(of_image.isEmpty()
                           ? tr("Drag from corner to corner, then choose the class (%1)").arg(keyOf(*m_draw))
                           : of_image);
    const QString renamable = renamableClass();
    m_rename->setEnabled(can_edit && !renamable.isEmpty() && !m_context.edits.isRunning());
    m_rename->setToolTip(!can_edit ? obstacle
                         : renamable.isEmpty()
                             ? tr("Choose a class in the list, or select an object")
                             : tr("Another name for %1 in every annotation, as one step (%2)")
                                   .arg(renamable, keyOf(*m_rename)));
    const auto object = is_on ? selected() : std::nullopt;
    const auto record = workbench.shownRecord();
    m_tool->setOn(is_on);
    m_tool->setSelected(object ? std::optional(object->box) : std::nullopt, record ? record->width : 0,
                        record ? record->height : 0);
    refreshBar(object.has_value());
}

void LabelEditor::refreshBar(bool has_object) {
    LabelEdits& edits = m_context.edits;
    const Annotation* annotation = selectedAnnotation();
    const QString none = tr("Select an object first");
    const auto tell = [&](QAction* action, const QString& text) {
        action->setEnabled(has_object);
        action->setToolTip(has_object ? QStringLiteral("%1 (%2)").arg(text, keyOf(*action)) : none);
    };
    tell(m_class, tr("Another class for this object"));
    tell(m_remove, tr("Take this object out of the annotation"));
    tell(m_duplicate, tr("A second object of this size beside it"));
    for (std::size_t i = 0; i < m_flags.size(); ++i) {
        tell(m_flags[i], tr("Set or clear this flag"));
        m_flags[i]->setChecked(has_object && annotation != nullptr &&
                               flagOf(*annotation, static_cast<ObjectFlag>(i)));
    }
    const bool is_on = m_edit->isChecked();
    m_tools->setVisible(is_on);
    QString name = has_object ? m_context.workbench.className(annotation->label) : tr("Class…");
    name = elided(QFontMetricsF(m_class_chip->font()), name, kMostClassName);
    m_class_chip->setLabel(name.replace(QLatin1Char('&'), QStringLiteral("&&")));
    m_save->setEnabled(edits.unsaved() > 0 && !edits.isRunning());
    m_save->setToolTip(edits.unsaved() == 0
                           ? tr("There is nothing to save")
                           : tr("Write the changes into the annotations; the files as they are go into a "
                                "backup first (%1)")
                                 .arg(keyOf(*m_save)));
    m_saving->refresh();
    m_copy->setEnabled(edits.hasEdits() && !edits.isRunning());
    m_bar->setVisible(is_on || m_saving->isNeeded());
}

}  // namespace priorscope
