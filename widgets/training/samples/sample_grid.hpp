// A grid of training samples: pictures with their boxes, and what was done to them.
#pragma once

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>

#include "widgets/theme/theme.hpp"
#include "widgets/training/samples/sample_service.hpp"

namespace priorscope {

class SampleModel : public QAbstractListModel {
    Q_OBJECT

  public:
    enum Role { ImageRole = Qt::UserRole + 1, ViewRole };

    explicit SampleModel(Workbench& workbench, QObject* parent = nullptr);
    void setSheet(const SampleSheetPtr& sheet);
    const SampleSheetPtr& sheet() const { return m_sheet; }
    const SampleView& view(int row) const { return m_sheet->samples[static_cast<std::size_t>(row)]; }
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    /// "zoomed out 2.10×; mirrored"; first in whose place it is, where that cannot be read
    static QString doneText(const SampleView& view);

  private:
    SampleSheetPtr m_sheet;
};

/// A click makes the sample's image the current one.
class SampleGrid : public QListView {
    Q_OBJECT

  public:
    SampleGrid(Workbench& workbench, const Theme& theme, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    void setBoxesShown(bool shown);
    void setPriorsShown(bool shown);
    SampleModel* samples() const { return m_model; }

  private:
    SampleModel* m_model = nullptr;
    QStyledItemDelegate* m_delegate = nullptr;
};

}  // namespace priorscope
