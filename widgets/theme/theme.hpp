// Every colour, font and length of the interface, as one value.
#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QPalette>
#include <QString>
#include <array>

namespace priorscope {

/// The verdict of the evaluation on a detection or an object.
enum class Verdict {
    true_positive,
    classification,
    localisation,
    both,
    duplicate,
    background,
    missed,
    suppressed,
};

/// A verdict is never shown by colour alone: it has a glyph and a line style too.
struct VerdictStyle {
    QColor color;
    QString glyph;
    Qt::PenStyle line = Qt::SolidLine;
};

/// Light or dark; copy it freely. Widgets take their colours from here and contain no colour literals.
struct Theme {
    bool dark = false;

    QColor window;    ///< rail, bars, heads, inspector
    QColor base;      ///< canvas, plot, table
    QColor raised;    ///< button
    QColor hover;     ///< under the pointer
    QColor selected;  ///< selected row, active rail entry; text on it is `text`
    QColor hairline;  ///< lines between panels
    QColor border;    ///< of controls, and axes
    QColor grid;      ///< of plots
    QColor text;
    QColor second;   ///< less important text
    QColor third;    ///< least important text; not on `hover` or `selected`
    QColor current;  ///< the current value in plots and dumbbells; the baseline is `third`
    QColor better;
    QColor worse;

    static Theme day();
    static Theme night();

    /// On photographs use onPhotograph().verdict(…), which has the dark column's colours in both themes.
    VerdictStyle verdict(Verdict verdict) const;
    /// Colour of a class, the same everywhere.
    /// @param index  0-based: label - 1
    /// @param count  number of classes
    QColor classColor(int index, int count) const;
    /// Colour of a feature map, violet to yellow; always shown beside its number.
    /// @param index  0-based; beyond the sixth, the last colour repeats
    QColor mapColor(int index) const;

    /// The theme for marks on photographs, which are outlined in black.
    static const Theme& onPhotograph();

    QPalette palette() const;
    /// The one style sheet, for QApplication.
    QString styleSheet() const;

    QFont textFont() const;     ///< 13 px
    QFont headingFont() const;  ///< 15 px, 600
    QFont strongFont() const;   ///< 13 px, 600
    QFont smallFont() const;    ///< 11 px: plots, photographs, rail, captions

    /// :/icons/NAME.svg in the text colours, dimmed when disabled.
    QIcon icon(const QString& name) const;
    QIcon icon(const QString& name, const QColor& color) const;

    bool operator==(const Theme&) const = default;
};

/// Lengths in pixels, on a grid of 8.
struct Metrics {
    static constexpr int kGrid = 8;
    static constexpr int kMargin = 16;
    static constexpr int kGap = 8;
    static constexpr int kRow = 24;
    static constexpr int kButton = 28;
    static constexpr int kPanelHead = 32;
    static constexpr int kContextBar = 48;
    static constexpr int kFigureStrip = 64;
    static constexpr int kRail = 72;
    static constexpr int kInspector = 320;
    static constexpr int kInspectorMax = 384;
    static constexpr int kJobStrip = 28;
    static constexpr int kCorner = 4;
    static constexpr int kIcon = 16;
};

}  // namespace priorscope
