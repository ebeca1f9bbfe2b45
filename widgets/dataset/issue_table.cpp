#include "widgets/dataset/issue_table.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

#include "core/dataset/finding_images.hpp"
#include "core/dataset/issue_kind.hpp"
#include "widgets/components/sentence_text.hpp"

namespace priorscope {

QString issueTitle(IssueKind kind) {
    switch (kind) {
        case IssueKind::cut_off:
            return IssueTableModel::tr("Annotation cannot be read");
        case IssueKind::no_size:
            return IssueTableModel::tr("No size");
        case IssueKind::outside:
            return IssueTableModel::tr("Box outside the image");
        case IssueKind::empty_box:
            return IssueTableModel::tr("Empty box");
        case IssueKind::tiny_box:
            return IssueTableModel::tr("Tiny box");
        case IssueKind::missing_image:
            return IssueTableModel::tr("Image missing");
        case IssueKind::bad_image:
            return IssueTableModel::tr("Image cannot be read");
        case IssueKind::missing_annotation:
            return IssueTableModel::tr("Annotation missing");
        case IssueKind::no_name:
            return IssueTableModel::tr("Object without class");
        case IssueKind::unknown_class:
            return IssueTableModel::tr("Class not in the list");
        case IssueKind::wrong_name:
            return IssueTableModel::tr("Names another image");
        case IssueKind::ambiguous_image:
            return IssueTableModel::tr("Several images fit");
        case IssueKind::shared_image:
            return IssueTableModel::tr("Image claimed twice");
        case IssueKind::wrong_size:
            return IssueTableModel::tr("Size differs from the image");
        case IssueKind::orientation:
            return IssueTableModel::tr("Rotated by EXIF");
        case IssueKind::encoding:
            return IssueTableModel::tr("Text encoding");
        case IssueKind::decimal_comma:
            return IssueTableModel::tr("Decimal comma");
        case IssueKind::several_boxes:
            return IssueTableModel::tr("Several boxes in an object");
        case IssueKind::unusual_element:
            return IssueTableModel::tr("Unusual element");
        case IssueKind::unreadable_folder:
            return IssueTableModel::tr("Folder cannot be opened");
        case IssueKind::near_class:
            return IssueTableModel::tr("Nearly equal class names");
        case IssueKind::background_class:
            return IssueTableModel::tr("Class called background");
        case IssueKind::repeated_id:
            return IssueTableModel::tr("Repeated in a split");
        case IssueKind::bad_list:
            return IssueTableModel::tr("List cannot be used");
        case IssueKind::box_in_fractions:
            return IssueTableModel::tr("Box in fractions");
        case IssueKind::repeated_object:
            return IssueTableModel::tr("Duplicate object");
        case IssueKind::split_overlap:
            return IssueTableModel::tr("Splits share images");
        case IssueKind::suspected_label:
            return IssueTableModel::tr("Suspected label");
        case IssueKind::near_duplicate:
            return IssueTableModel::tr("Near duplicate in another split");
        case IssueKind::duplicate_box:
            return IssueTableModel::tr("Two boxes in one place");
        case IssueKind::two_classes:
            return IssueTableModel::tr("Two classes in one place");
        case IssueKind::sliver:
            return IssueTableModel::tr("Sliver");
        case IssueKind::small_object:
            return IssueTableModel::tr("Small at the input");
        case IssueKind::class_missing:
            return IssueTableModel::tr("Class missing in a split");
        case IssueKind::size_outlier:
            return IssueTableModel::tr("Unusual size");
        case IssueKind::uncovered:
            return IssueTableModel::tr("No prior covers it");
        case IssueKind::class_once:
            return IssueTableModel::tr("Class once in a split");
        case IssueKind::unlisted_image:
            return IssueTableModel::tr("Image in no split");
        case IssueKind::channels:
            return IssueTableModel::tr("Channels differ");
    }
    return {};
}

bool isOfMany(IssueKind kind) {
    return kind == IssueKind::missing_image || kind == IssueKind::suspected_label ||
           kind == IssueKind::uncovered;
}

QString findingTitle(const std::string& name) {
    for (int number = 0; number < kIssueKinds; ++number) {
        if (issueKindName(static_cast<IssueKind>(number)) == name) {
            return issueTitle(static_cast<IssueKind>(number));
        }
    }
    return QString::fromStdString(name);
}

IssueTableModel::IssueTableModel(QObject* parent) : QAbstractTableModel(parent) {}

void IssueTableModel::setDataset(std::shared_ptr<const Dataset> dataset, std::vector<DatasetIssue> issues,
                                 FoundImages found) {
    beginResetModel();
    m_found = std::move(found);
    m_dataset = std::move(dataset);
    m_issues = std::move(issues);
    m_images = m_dataset ? imagesOfFindings(*m_dataset, m_issues) : std::vector<int>(m_issues.size(), -1);
    endResetModel();
}

std::map<std::string, std::vector<bool>> IssueTableModel::marks(
    std::map<std::string, std::vector<bool>> others) const {
    std::map<std::string, std::vector<bool>> marks;
    for (const auto& [kind, images] : m_found.ofKinds()) {
        marks[issueKindName(kind)] = images;
    }
    for (std::size_t i = 0; i < m_issues.size(); ++i) {
        if (m_images[i] >= 0) {
            std::vector<bool>& has = marks[issueKindName(m_issues[i].kind)];
            has.resize(m_dataset->images.size());
            has[static_cast<std::size_t>(m_images[i])] = true;
        }
    }
    marks.merge(others);
    return marks;
}

int IssueTableModel::objectOf(std::size_t row) const {
    const int line = m_issues[row].line;
    if (m_images[row] < 0 || line <= 0) {
        return -1;
    }
    const auto& objects = m_dataset->images[static_cast<std::size_t>(m_images[row])].objects;
    const auto found = std::find_if(objects.begin(), objects.end(),
                                    [line](const Annotation& object) { return object.line == line; });
    return found == objects.end() ? -1 : static_cast<int>(found - objects.begin());
}

void IssueTableModel::setTheme(const Theme& theme) {
    m_mark = theme.icon(QStringLiteral("warning"), theme.second);
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, FindingColumn), index(rowCount() - 1, FindingColumn),
                           {Qt::DecorationRole});
    }
}

int IssueTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_issues.size());
}

int IssueTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant IssueTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const DatasetIssue& issue = m_issues[static_cast<std::size_t>(index.row())];
    if (role == KindRole) {
        return static_cast<int>(issue.kind);
    }
    if (role == ImageRole) {
        return m_images[static_cast<std::size_t>(index.row())];
    }
    if (role == ObjectRole) {
        return objectOf(static_cast<std::size_t>(index.row()));
    }
    if (role == Qt::DecorationRole && index.column() == FindingColumn) {
        return m_mark;
    }
    if (role == Qt::ToolTipRole) {
        return index.column() == FileColumn ? QString::fromStdString(issue.file.string())
                                            : sentenceText(issue.detail);
    }
    if (role == SortRole && index.column() == LineColumn) {
        return issue.line;
    }
    if (role != Qt::DisplayRole && role != SortRole) {
        return {};
    }
    switch (index.column()) {
        case FindingColumn:
            return issueTitle(issue.kind);
        case FileColumn:
            return QString::fromStdString(issue.file.filename().string());
        case LineColumn:
            return issue.line > 0 ? QString::number(issue.line) : QString();
        case ObjectColumn:
            return QString::fromStdString(issue.object);
        default:
            return sentenceText(issue.detail);
    }
}

QVariant IssueTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((section == LineColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    const QString titles[] = {tr("Finding"), tr("File"), tr("Line"), tr("Object"), tr("Detail")};
    return titles[section];
}

std::vector<std::pair<IssueKind, int>> IssueTableModel::kinds() const {
    std::map<IssueKind, int> counts;
    for (const DatasetIssue& issue : m_issues) {
        ++counts[issue.kind];
    }
    return {counts.begin(), counts.end()};
}

IssueProxyModel::IssueProxyModel(QObject* parent) : QSortFilterProxyModel(parent) {
    setSortRole(IssueTableModel::SortRole);
}

void IssueProxyModel::setKinds(std::vector<IssueKind> kinds) {
    m_kinds = std::move(kinds);
    invalidateFilter();
}

bool IssueProxyModel::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const auto kind =
        static_cast<IssueKind>(sourceModel()->index(row, 0, parent).data(IssueTableModel::KindRole).toInt());
    return std::find(m_kinds.begin(), m_kinds.end(), kind) != m_kinds.end();
}

void SentenceDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    option->textElideMode = Qt::ElideRight;
}

}  // namespace priorscope
