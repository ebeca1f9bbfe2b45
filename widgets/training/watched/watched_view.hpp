// A row of validation images with what was found in them.
#pragma once

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>

#include "widgets/theme/theme.hpp"
#include "widgets/training/watched/watched_sheet.hpp"

namespace priorscope {

class Workbench;

class WatchedModel : public QAbstractListModel {
    Q_OBJECT

  public:
    enum Role { ImageRole = Qt::UserRole + 1, ThumbnailRole, ProblemRole };

    explicit WatchedModel(Workbench& workbench, QObject* parent = nullptr);
    void setSheet(WatchedSheet sheet);
    const WatchedSheet& sheet() const { return m_sheet; }
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    /// "3 right, 1 wrong, 2 missed"
    static QString countsText(const WatchedCell& cell);
    /// "✓ 3   × 1   M 2"
    static QString shortCountsText(const WatchedCell& cell);

  private:
    Workbench& m_workbench;
    WatchedSheet m_sheet;
};

class WatchedView : public QListView {
    Q_OBJECT

  public:
    WatchedView(Workbench& workbench, const Theme& theme, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    WatchedModel* watched() const { return m_model; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    /// By a click or by Enter. @param image  index into Dataset::images
    void chosen(int image);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    /// Pictures fill the view's height, and its width as far as their shape allows.
    void arrange();

    WatchedModel* m_model = nullptr;
    QStyledItemDelegate* m_delegate = nullptr;
};

}  // namespace priorscope
