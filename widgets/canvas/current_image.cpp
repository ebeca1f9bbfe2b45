#include "widgets/canvas/current_image.hpp"

#include <QEvent>
#include <utility>

namespace priorscope {

CurrentImage::CurrentImage(ImageCanvas& canvas, Workbench& workbench)
    : QObject(&canvas), m_canvas(canvas), m_workbench(workbench) {
    canvas.installEventFilter(this);
    ImageStore& store = workbench.imageStore();
    connect(&workbench, &Workbench::datasetChanged, this, [this] { m_shown = m_wanted = -1; });
    connect(&workbench, &Workbench::currentImageChanged, this, [this] {
        m_wanted = -1;
        if (std::exchange(m_is_close, false)) {
            m_canvas.fit();
        }
        refresh();
    });
    connect(&workbench, &Workbench::objectWanted, this, [this](int object) {
        m_wanted = object;
        showWanted();
    });
    connect(&canvas, &ImageCanvas::neighbourWanted, &workbench, &Workbench::stepImage);
    connect(&store, &ImageStore::imageReady, this, [this](int index) {
        if (index == m_workbench.currentImage()) {
            refresh();
        }
    });
    connect(&store, &ImageStore::imageFailed, this, [this](int index) {
        if (index == m_workbench.currentImage()) {
            refresh();
        }
    });
    refresh();
}

bool CurrentImage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &m_canvas && event->type() == QEvent::Show) {
        refresh();
    }
    return QObject::eventFilter(watched, event);
}

void CurrentImage::refresh() {
    const std::optional<ImageRow> record = m_workbench.currentRecord();
    if (!record) {
        m_canvas.setPlaceholder({}, QString());
        Q_EMIT shown();
        return;
    }
    if (!m_canvas.isVisible()) {
        return;
    }
    const int index = m_workbench.currentImage();
    const QString problem = m_workbench.imageStore().problem(index);
    if (!problem.isEmpty()) {
        m_canvas.setPlaceholder({record->width, record->height}, problem);
    } else if (const auto loaded = m_workbench.imageStore().image(index)) {
        m_canvas.setImage(loaded->picture);
    } else if (index != m_shown) {
        m_canvas.setPlaceholder({record->width, record->height}, QString());  // until the pixels arrive
    }
    m_shown = index;
    showWanted();
    Q_EMIT shown();
}

void CurrentImage::showWanted() {
    const std::optional<ImageRow> record = m_workbench.currentRecord();
    if (m_wanted < 0 || !record || m_canvas.isCompact() || !m_canvas.isVisible() ||
        m_shown != m_workbench.currentImage()) {
        return;
    }
    const std::optional<ImageRow> shown = m_workbench.shownRecord();
    if (static_cast<std::size_t>(m_wanted) < shown->objects.size()) {
        m_canvas.showBox(shown->object(static_cast<std::size_t>(m_wanted)).box);
    }
    m_wanted = -1;
    m_is_close = true;
}

std::vector<CanvasBox> objectBoxes(const Workbench& workbench, const ImageRow& record, int image, bool all) {
    std::vector<CanvasBox> boxes;
    const std::optional<ImageRow> current = workbench.currentRecord();
    const bool is_current = current && current->id == record.id;
    const int number = image >= 0 ? image : is_current ? workbench.currentImage() : -1;
    const EditedLabels* edited = workbench.edited(number);
    const bool has_marks = edited != nullptr && edited->record.objects.data() == record.objects.data();
    const std::vector<QString> names = workbench.objectNames(record);
    for (std::size_t i = 0; i < record.objects.size(); ++i) {
        const Annotation& object = record.objects[i];
        const bool is_selected = is_current && static_cast<int>(i) == workbench.selectedObject();
        const bool is_removed = has_marks && workbench.isRemoved(number, i);
        if (!is_selected && (is_removed || !(all || isObjectShown(record, object, workbench.filter())))) {
            continue;
        }
        boxes.push_back({.box = object.box,
                         .color = workbench.classColor(Theme::onPhotograph(), object.label),
                         .label = names[i],
                         .line = is_removed         ? Qt::DotLine
                                 : object.difficult ? Qt::DashLine
                                                    : Qt::SolidLine,
                         .is_selected = is_selected,
                         .id = static_cast<int>(i)});
    }
    return boxes;
}

}  // namespace priorscope
