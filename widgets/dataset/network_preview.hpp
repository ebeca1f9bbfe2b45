// The current image as it reaches the network, stretched and letterboxed, side by side.
#pragma once

#include <QString>
#include <QWidget>
#include <array>

#include "core/image/image.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

class RunDocument;
class ThemeManager;
class Workbench;

/// What either way of resizing does to an image and its shown objects at the input of the run planned in
/// Train.
struct ResizeEffect {
    double ratio = 1.0;    ///< factor on the ratio of width to height of every object
    double padding = 0.0;  ///< share of the input that is filled
    /// Objects whose shorter side is below 8, 16 and 32 pixels there.
    std::array<int, 3> small{};
    /// The same of images that a camera turned by 90° would take: as wide as these are high, of objects that
    /// stand as before.
    double turned_ratio = 1.0;
    std::array<int, 3> turned_small{};
    int objects = 0;
};
ResizeEffect resizeEffect(const Workbench& workbench, int input_size, ResizeMode mode);

class NetworkPreview : public QWidget {
    Q_OBJECT

  public:
    NetworkPreview(Workbench& workbench, const RunDocument& draft, ThemeManager& themes,
                   QWidget* parent = nullptr);
    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    /// What is told of a way of resizing, in sentences.
    QString text(ResizeMode mode) const;

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    int side(int width) const;
    QRect place(int number) const;
    void refresh();
    void paintView(QPainter& painter, int number) const;

    Workbench& m_workbench;
    const RunDocument& m_draft;
    Theme m_theme;
};

}  // namespace priorscope
