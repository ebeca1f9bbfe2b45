#include <QRegularExpression>
#include <QtGlobal>
#include <utility>

#include "widgets/theme/theme.hpp"

namespace priorscope {
namespace {

// @name is the theme's role of that name, @marks the folder of the check mark and the arrows.
constexpr const char* kStyleSheet = R"(
QToolTip { background: @raised; color: @text; border: 1px solid @border; padding: 4px 8px; }
QMainWindow::separator, QSplitter::handle { background: @hairline; }
QSplitter::handle:hover { background: @border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }

QPushButton, QToolButton[framed="true"] {
    background: @raised; color: @text; border: 1px solid @border; border-radius: 4px;
    padding: 0 11px; min-height: 26px; max-height: 26px; }
QToolButton[framed="true"] { padding: 0 6px; }
QPushButton:hover, QToolButton[framed="true"]:hover { background: @hover; }
QPushButton:pressed, QToolButton[framed="true"]:pressed { background: @selected; }
QPushButton:checked { background: @selected; }
QPushButton:disabled, QToolButton[framed="true"]:disabled {
    background: @window; color: @third; border-color: @hairline; }
QPushButton:focus, QToolButton:focus { border: 1px solid @current; outline: none; }
QPushButton[role="primary"] { background: @text; color: @window; border-color: @text; font-weight: 600; }
QPushButton[role="primary"]:hover { background: @second; border-color: @second; }
QPushButton[role="primary"]:disabled { background: @window; color: @third; border-color: @hairline; }
QPushButton[role="primary"]:focus { border: 2px solid @current; outline: none; }
QPushButton[role="row"] { background: transparent; border-color: transparent; text-align: left; }
QPushButton[role="row"]:hover { background: @hover; }
QPushButton[role="row"]:focus { border-color: @current; }

QToolButton { background: transparent; color: @text; border: 1px solid transparent; border-radius: 4px;
    padding: 0; min-height: 26px; }
QToolButton:hover { background: @hover; }
QToolButton:pressed, QToolButton:checked { background: @selected; }
QToolButton:disabled { color: @third; }
QToolButton::menu-indicator { image: none; }

QToolButton[segment] { border: 1px solid @border; border-radius: 0; padding: 0 9px; margin: 0;
    min-height: 22px; max-height: 22px; color: @second; background: @raised; }
QToolButton[segment="first"] { border-top-left-radius: 4px; border-bottom-left-radius: 4px; }
QToolButton[segment="middle"], QToolButton[segment="last"] { border-left: none; }
QToolButton[segment="last"] { border-top-right-radius: 4px; border-bottom-right-radius: 4px; }
QToolButton[segment="only"], QToolButton[segment="menu"] { border-radius: 4px; }
QToolButton[segment="menu"] { color: @text; background: @selected; font-weight: 600; }
QToolButton[segment]:hover { background: @hover; color: @text; }
QToolButton[segment]:checked { background: @selected; color: @text; font-weight: 600; }
QToolButton[segment]:focus { color: @current; }

QComboBox, QLineEdit, QAbstractSpinBox {
    background: @raised; color: @text; border: 1px solid @border; border-radius: 4px;
    padding: 0 8px; min-height: 26px; max-height: 26px;
    selection-background-color: @selected; selection-color: @text; }
QComboBox:hover, QLineEdit:hover, QAbstractSpinBox:hover { border-color: @third; }
QComboBox:focus, QLineEdit:focus, QAbstractSpinBox:focus { border-color: @current; }
QAbstractSpinBox[faulty="true"] { border-color: @worse; color: @worse; }
QComboBox:disabled, QLineEdit:disabled, QAbstractSpinBox:disabled {
    background: @window; color: @third; border-color: @hairline; }
QLineEdit QToolButton { border: none; min-height: 0; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(@marks/chevron-down.svg); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: @raised; color: @text; border: 1px solid @border;
    selection-background-color: @selected; selection-color: @text; padding: 4px 0; outline: none; }
QAbstractSpinBox[compact="true"], QComboBox[compact="true"], QLineEdit[compact="true"],
QPushButton[compact="true"] { min-height: 22px; max-height: 22px; }
QAbstractSpinBox { padding: 0 2px 0 6px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    border: none; background: transparent; width: 16px; subcontrol-origin: border; }
QAbstractSpinBox::up-button { subcontrol-position: top right; margin-top: 1px; margin-right: 2px; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin-bottom: 1px; margin-right: 2px; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: @hover; }
QAbstractSpinBox::up-arrow { image: url(@marks/chevron-up.svg); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url(@marks/chevron-down.svg); width: 10px; height: 10px; }

QCheckBox, QRadioButton { color: @text; spacing: 8px; min-height: 24px; }
QCheckBox:disabled { color: @third; }
QCheckBox::indicator, QGroupBox::indicator, QAbstractItemView::indicator {
    width: 12px; height: 12px; border: 1px solid @border; border-radius: 2px; background: @raised; }
QCheckBox::indicator:hover, QCheckBox:focus::indicator { border-color: @current; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
    background: @text; border-color: @text; image: url(@marks/check.svg); }
QCheckBox::indicator:disabled { background: @window; border-color: @hairline; }

QSlider { min-height: 24px; }
QSlider::groove:horizontal { height: 2px; background: @border; border-radius: 1px; }
QSlider::sub-page:horizontal { background: @second; border-radius: 1px; height: 2px; }
QSlider::handle:horizontal { width: 10px; height: 10px; margin: -5px 0; border-radius: 6px;
    background: @text; border: 1px solid @window; }
QSlider::handle:horizontal:hover { background: @current; }
QSlider::handle:horizontal:focus { background: @text; border: 2px solid @current; width: 10px; }
QSlider::handle:horizontal:disabled { background: @border; }

QAbstractItemView { background: @base; color: @text; border: 1px solid transparent; outline: none;
    selection-background-color: @selected; selection-color: @text; }
QAbstractItemView[ground="window"] { background: @window; }
QAbstractItemView[tabbed="true"] { border-color: @current; }
QTableView { gridline-color: @grid; }
QTableView::item, QTreeView::item { padding: 0 8px; border: none; }
QTableView[dense="true"]::item { padding: 0 2px 0 8px; }
QTableView::item:hover, QTreeView::item:hover { background: @hover; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {
    background: @selected; color: @text; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: @second; border: none;
    border-bottom: 1px solid @hairline; padding: 0 0 0 11px; min-height: 23px; }
QTableView[dense="true"] QHeaderView::section { padding: 0 0 0 2px; }
QTableView[dense="true"] QHeaderView::section:first { padding: 0 0 0 11px; }
QHeaderView::section:hover { color: @text; }
QHeaderView::up-arrow, QHeaderView::down-arrow { subcontrol-origin: border; subcontrol-position: center left;
    left: 1px; width: 9px; height: 9px; }
QHeaderView::up-arrow { image: url(@marks/chevron-up.svg); }
QHeaderView::down-arrow { image: url(@marks/chevron-down.svg); }
QTableCornerButton::section { background: @window; border: none; }

QMenu { background: @raised; color: @text; border: 1px solid @border; padding: 4px 0; }
QMenu::item { padding: 5px 24px 5px 16px; }
QMenu::item:selected { background: @selected; }
QMenu::item:disabled { color: @third; }
QMenu::icon { padding-left: 12px; }
QMenu::separator { height: 1px; background: @hairline; margin: 4px 0; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: @border; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: @third; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: @hairline; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: @second; border-radius: 3px; }

QPlainTextEdit, QTextEdit, QTextBrowser { background: @base; color: @text; border: none;
    selection-background-color: @selected; selection-color: @text; }

QDialog[sheet="true"] { border: 1px solid @border; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QListView#log::item { padding: 3px 16px; }

QLabel { background: transparent; color: @text; }
QLabel#plotReadOut { background: @raised; border: 1px solid @border; border-radius: 4px; }
QLabel[role="second"] { color: @second; }
QLabel[role="third"] { color: @third; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="heading"] { font-size: 15px; font-weight: 600; }
QLabel[role="caption"] { font-size: 11px; color: @second; }
QLabel[role="worse"] { color: @worse; }
QLabel[role="better"] { color: @better; }

*[ground="window"] { background: @window; }
*[ground="base"] { background: @base; }
*[line="bottom"] { border: none; border-bottom: 1px solid @hairline; }
*[line="top"] { border: none; border-top: 1px solid @hairline; }
*[line="left"] { border: none; border-left: 1px solid @hairline; }
*[line="right"] { border: none; border-right: 1px solid @hairline; }

QToolButton[chip="true"] { border: 1px solid @border; border-radius: 4px; padding: 0 7px; color: @text;
    background: @raised; min-height: 22px; max-height: 22px; }
QToolButton[chip="true"][dense="true"] { padding: 0; font-size: 11px; }
QToolButton[chip="true"]:hover { background: @hover; }
QToolButton[chip="true"]:checked { background: @text; color: @window; border-color: @text; }
QToolButton[chip="true"][dashed="true"] { border-style: dashed; background: transparent; color: @second; }
QToolButton[chip="true"]:focus { border-color: @current; }
QToolButton[chip="true"]:disabled { color: @third; border-color: @hairline; background: transparent; }
)";

}  // namespace

QString Theme::styleSheet() const {
    const std::pair<const char*, QColor> roles[] = {
        {"window", window},     {"base", base},         {"raised", raised}, {"hover", hover},
        {"selected", selected}, {"hairline", hairline}, {"border", border}, {"grid", grid},
        {"text", text},         {"second", second},     {"third", third},   {"current", current},
        {"better", better},     {"worse", worse},
    };
    QString sheet = QString::fromUtf8(kStyleSheet);
    sheet.replace(QLatin1String("@marks"), QLatin1String(dark ? ":/style/night" : ":/style/day"));
    for (const auto& [name, color] : roles) {
        sheet.replace(QRegularExpression(QStringLiteral("@%1\\b").arg(QLatin1String(name))), color.name());
    }
    return sheet;
}

}  // namespace priorscope
