// The label patches of one dataset as a table.
#pragma once

#include <QAbstractTableModel>
#include <functional>
#include <string>
#include <vector>

#include "core/project/label_patch.hpp"

namespace priorscope {

class PatchModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { ImageColumn, WhatColumn, ChangeColumn, StateColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// @param is_unsaved  whether an image's labels are not written yet; empty: they are
    void setPatches(std::vector<LabelPatch> patches,
                    std::function<bool(const std::string& image)> is_unsaved = {});
    const std::vector<LabelPatch>& patches() const { return m_patches; }
    const LabelPatch& patch(int row) const { return m_patches[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    std::vector<LabelPatch> m_patches;
    std::function<bool(const std::string& image)> m_is_unsaved{};
};

}  // namespace priorscope
