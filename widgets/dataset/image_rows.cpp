#include "widgets/dataset/image_rows.hpp"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <algorithm>
#include <map>
#include <string_view>

#include "core/dataset/issue_kind.hpp"
#include "widgets/components/table_style.hpp"
#include "widgets/components/text.hpp"
#include "widgets/dataset/issue_table.hpp"

namespace priorscope {

ImageRowModel::ImageRowModel(Workbench& workbench, QObject* parent)
    : QAbstractTableModel(parent), m_workbench(workbench) {
    for (const auto signal :
         {&Workbench::datasetChanged, &Workbench::imagesChanged, &Workbench::browsedChanged}) {
        connect(&workbench, signal, this, &ImageRowModel::reset);
    }
    connect(&workbench, &Workbench::marksChanged, this, &ImageRowModel::refresh);
    connect(&workbench, &Workbench::editedChanged, this, &ImageRowModel::refresh);
    reset();
}

void ImageRowModel::reset() {
    if (m_dataset == m_workbench.dataset() && m_images == m_workbench.browsed()) {
        refresh();  // other objects are shown
        return;
    }
    beginResetModel();
    m_dataset = m_workbench.dataset();
    m_images = m_dataset ? m_workbench.browsed() : std::vector<std::size_t>{};
    m_rows.clear();
    m_rows.reserve(m_images.size());
    for (std::size_t row = 0; row < m_images.size(); ++row) {
        m_rows.emplace(m_images[row], static_cast<int>(row));
    }
    endResetModel();
}

void ImageRowModel::refresh() {
    if (!m_images.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

int ImageRowModel::rowOf(int image) const {
    const auto found = m_rows.find(static_cast<std::size_t>(image));
    return image < 0 || found == m_rows.end() ? -1 : found->second;
}

int ImageRowModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_images.size());
}

int ImageRowModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

/// "person 3, dog": the shown objects by class, most first.
QString ImageRowModel::classesText(int image, const ImageRow& record) const {
    std::map<int, int> counts;
    for (std::size_t i = 0; i < record.objects.size(); ++i) {
        const Annotation& object = record.objects[i];
        const bool is_shown =
            !m_workbench.isRemoved(image, i) && isObjectShown(record, object, m_workbench.filter());
        counts[object.label] += is_shown ? 1 : 0;
    }
    std::vector<std::pair<int, int>> classes(counts.begin(), counts.end());
    std::stable_sort(classes.begin(), classes.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    QStringList texts;
    for (const auto& [label, count] : classes) {
        if (count > 0) {
            const QString name = m_workbench.className(label);
            texts << (count == 1 ? name : QStringLiteral("%1 %2").arg(name, countText(count)));
        }
    }
    return texts.join(QStringLiteral(", "));
}

QString ImageRowModel::marksText(const char* kind, std::size_t image) const {
    const std::string start = std::string(kind) + "=";
    QStringList texts;
    for (auto mark = m_workbench.marks().lower_bound(start);
         mark != m_workbench.marks().end() && mark->first.starts_with(start); ++mark) {
        if (image < mark->second.size() && mark->second[image]) {
            const std::string name = mark->first.substr(start.size());
            texts << (std::string_view(kind) == "finding" ? findingTitle(name)
                                                          : QString::fromStdString(name));
        }
    }
    return texts.join(QStringLiteral(", "));
}

QString ImageRowModel::text(std::size_t image, int column) const {
    const ImageRow record = m_workbench.shownRecord(static_cast<int>(image));
    switch (column) {
        case ImageColumn:
            return QString::fromStdString(record.id);
        case VerifiedColumn:
            return record.verified ? QStringLiteral("✓") : QString();
        case SizeColumn:
            return QStringLiteral("%1 × %2").arg(record.width).arg(record.height);
        case ObjectsColumn:
            return countText(m_workbench.shownObjects(static_cast<int>(image)));
        case ClassesColumn:
            return classesText(static_cast<int>(image), record);
        case FindingsColumn:
            return marksText("finding", image);
        default:
            return marksText("tag", image);
    }
}

QVariant ImageRowModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const std::size_t image = m_images[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
            return text(image, index.column());
        case Qt::ToolTipRole:
            return index.column() == VerifiedColumn
                       ? (m_workbench.isVerified(static_cast<int>(image)) ? tr("verified")
                                                                          : tr("not verified"))
                   : index.column() == ImageColumn
                       ? QString::fromStdString(m_dataset->images[image].image_file.string())
                       : text(image, index.column());
        case kImageRole:
            return static_cast<int>(image);
        default:
            return {};
    }
}

QVariant ImageRowModel::headerData(int section, Qt::Orientation orientation, int role) const {
    const bool is_figure = section == SizeColumn || section == ObjectsColumn;
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((is_figure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    const QString titles[] = {tr("Image"),   QStringLiteral("✓"), tr("Size, px"), tr("Objects"),
                              tr("Classes"), tr("Findings"),      tr("Tags")};
    const QString tips[] = {tr("The image's name; the tooltip has its file"),
                            tr("Verified: somebody has checked the labels (Space)"),
                            tr("Width × height in pixels"),
                            tr("Objects that the filters show"),
                            tr("Their classes, most objects first"),
                            tr("Kinds of findings; F7 looks for more"),
                            tr("Tags of the image (T)")};
    return role == Qt::DisplayRole   ? QVariant(titles[section])
           : role == Qt::ToolTipRole ? QVariant(tips[section])
                                     : QVariant();
}

ImageTableView::ImageTableView(Workbench& workbench, QWidget* parent)
    : QTableView(parent), m_workbench(workbench), m_model(new ImageRowModel(workbench, this)) {
    setModel(m_model);
    setUpTable(*this);
    setAccessibleName(tr("Images"));
    for (const int section : {ImageRowModel::SizeColumn, ImageRowModel::ObjectsColumn}) {
        setItemDelegateForColumn(section, new FigureDelegate(this));
    }
    const int widths[] = {160, 28, 80, 64, 160, 64, 48};
    for (int section = 0; section < ImageRowModel::ColumnCount; ++section) {
        setColumnWidth(section, priorscope::columnWidth(*this, section, widths[section]));
    }
    horizontalHeader()->setStretchLastSection(false);
    for (const int section : {ImageRowModel::ImageColumn, ImageRowModel::ClassesColumn}) {
        horizontalHeader()->setSectionResizeMode(section, QHeaderView::Stretch);
    }
    horizontalHeader()->setMinimumSectionSize(48);
    connect(&workbench, &Workbench::marksChanged, this, &ImageTableView::hideEmpty);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ImageTableView::hideEmpty);
    hideEmpty();
    connect(&workbench, &Workbench::currentImageChanged, this, &ImageTableView::followCurrent);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ImageTableView::followCurrent);
    connect(this, &QTableView::doubleClicked, this, &ImageTableView::opened);
    followCurrent();
}

/// Where nothing is found or tagged, names and classes get the room.
void ImageTableView::hideEmpty() {
    const auto hide = [this](int section, const char* kind) {
        setColumnHidden(section, m_workbench.marksOf(kind).empty());
    };
    hide(ImageRowModel::FindingsColumn, "finding");
    hide(ImageRowModel::TagsColumn, "tag");
}

void ImageTableView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        Q_EMIT opened();
        return;
    }
    QTableView::keyPressEvent(event);
}

void ImageTableView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    if (current.isValid() && !m_following) {
        m_workbench.setCurrentImage(current.data(ImageRowModel::kImageRole).toInt());
    }
}

void ImageTableView::followCurrent() {
    const QScopedValueRollback guard(m_following, true);
    const int row = m_model->rowOf(m_workbench.currentImage());
    setCurrentIndex(row < 0 ? QModelIndex() : m_model->index(row, 0));
}

}  // namespace priorscope
