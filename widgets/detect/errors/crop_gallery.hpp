// Errors as crops of their images, in rows.
#pragma once

#include <QAbstractListModel>
#include <QColor>
#include <QListView>
#include <QString>
#include <QStyledItemDelegate>
#include <vector>

#include "widgets/components/crop_painter.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

class Workbench;

/// The picture of one error.
struct CropItem {
    int image = -1;     ///< index into the dataset's images
    QSizeF size{1, 1};  ///< of the image, pixels
    Box about{};        ///< what is in the middle
    std::vector<CropBox> boxes{};
    QString remark{};         ///< second line
    QString mark{};           ///< letter in the corner; empty: none
    bool is_current = false;  ///< outlined
};

/// DisplayRole is the first line.
class CropModel : public QAbstractListModel {
    Q_OBJECT

  public:
    explicit CropModel(Workbench& workbench, QObject* parent = nullptr);
    virtual CropItem crop(int row) const = 0;
    /// Index into the dataset's images; -1: it is not in the dataset.
    virtual int imageOf(int row) const = 0;

    Workbench& workbench() const { return m_workbench; }

  private:
    Workbench& m_workbench;
};

/// A click, or Return, chooses a crop.
class CropGallery : public QListView {
    Q_OBJECT

  public:
    CropGallery(CropModel* model, const Theme& theme, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// Size of a crop with its caption, pixels.
    void setCell(const QSize& cell);

  Q_SIGNALS:
    void rowChosen(int row);

  protected:
    void scrollContentsBy(int dx, int dy) override;

  private:
    CropModel* m_model;
    QStyledItemDelegate* m_delegate = nullptr;
};

}  // namespace priorscope
