#include "widgets/dataset/patches/patch_model.hpp"

#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <utility>

#include "widgets/detect/review/patch_proposal.hpp"

namespace priorscope {
namespace {

QString whatText(LabelChange change) {
    switch (change) {
        case LabelChange::move:
            return PatchModel::tr("Box moved");
        case LabelChange::rename:
            return PatchModel::tr("Other class");
        case LabelChange::add:
            return PatchModel::tr("New object");
        case LabelChange::remove:
            return PatchModel::tr("Object removed");
        case LabelChange::flag:
            return PatchModel::tr("Other flag");
        case LabelChange::swap:
            return PatchModel::tr("Corners in order");
        case LabelChange::set_size:
            return PatchModel::tr("Image size");
        case LabelChange::recode:
            return PatchModel::tr("Encoding");
        case LabelChange::verify:
            return PatchModel::tr("Verified or not");
    }
    return {};
}

QString stateText(const LabelPatch& patch, bool is_unsaved) {
    if (patch.isPending()) {
        return PatchModel::tr("pending");
    }
    if (is_unsaved) {
        return PatchModel::tr("made, labels not saved");
    }
    const QDateTime when = QDateTime::fromString(QString::fromStdString(patch.applied), Qt::ISODate);
    return PatchModel::tr("applied %1").arg(QLocale().toString(when.toLocalTime(), QLocale::ShortFormat));
}

}  // namespace

void PatchModel::setPatches(std::vector<LabelPatch> patches,
                            std::function<bool(const std::string& image)> is_unsaved) {
    m_is_unsaved = std::move(is_unsaved);
    const bool has_same_rows =
        std::equal(patches.begin(), patches.end(), m_patches.begin(), m_patches.end(), isSamePatch);
    if (has_same_rows && !patches.empty()) {
        m_patches = std::move(patches);
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_patches = std::move(patches);
    endResetModel();
}

int PatchModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_patches.size());
}

int PatchModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PatchModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    const LabelPatch& shown = patch(index.row());
    switch (index.column()) {
        case ImageColumn:
            return QString::fromStdString(shown.image);
        case WhatColumn:
            return whatText(shown.edit.change);
        case ChangeColumn:
            return patchText(shown);
        case StateColumn:
            return stateText(shown, m_is_unsaved && m_is_unsaved(shown.image));
        default:
            return {};
    }
}

QVariant PatchModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case ImageColumn:
            return tr("Image");
        case WhatColumn:
            return tr("Change");
        case ChangeColumn:
            return tr("Before → after");
        case StateColumn:
            return tr("State");
        default:
            return {};
    }
}

}  // namespace priorscope
