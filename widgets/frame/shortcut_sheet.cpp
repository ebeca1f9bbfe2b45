#include "widgets/frame/shortcut_sheet.hpp"

#include <QGridLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <algorithm>
#include <vector>

#include "widgets/frame/screen_fit.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {
ShortcutGroup shortcutGroup(const QString& title, const QList<QAction*>& actions) {
    ShortcutGroup group{title, {}};
    for (const QAction* action : actions) {
        if (action == nullptr || action->shortcuts().isEmpty()) {
            continue;
        }
        QStringList keys;
        for (const QKeySequence& sequence : action->shortcuts()) {
            keys << sequence.toString(QKeySequence::NativeText);
        }
        QString text = action->text();
        text.remove(QLatin1Char('&')).remove(QStringLiteral("…"));
        group.keys.append({text, keys.join(QStringLiteral(", "))});
    }
    return group;
}

ShortcutGroup canvasShortcuts() {
    return {ShortcutSheet::tr("Image, when it has the focus"),
            {{ShortcutSheet::tr("Zoom about the pointer"), ShortcutSheet::tr("wheel")},
             {ShortcutSheet::tr("Zoom in and out"), QStringLiteral("+  −")},
             {ShortcutSheet::tr("Fit the image"), QStringLiteral("Ctrl+F")},
             {ShortcutSheet::tr("Fit the width"), QStringLiteral("Ctrl+Shift+F")},
             {ShortcutSheet::tr("Actual pixels"), QStringLiteral("1")},
             {ShortcutSheet::tr("Hide or show boxes"), QStringLiteral("Ctrl+H")},
             {ShortcutSheet::tr("Move the image"), ShortcutSheet::tr("drag, arrow keys")},
             {ShortcutSheet::tr("Next and previous image, while one fits"), QStringLiteral("→  ←")},
             {ShortcutSheet::tr("Move the edited box by a pixel"), ShortcutSheet::tr("Shift+arrow keys")}}};
}

namespace {

void addRow(QVBoxLayout* column, const QString& what, const QString& keys, QWidget* page) {
    auto* row = new QHBoxLayout;
    auto* text = new QLabel(what, page);
    text->setFixedHeight(Metrics::kRow);
    auto* key = new QLabel(keys, page);
    key->setProperty("role", "second");
    row->addWidget(text);
    row->addSpacing(40);
    row->addStretch(1);
    row->addWidget(key);
    column->addLayout(row);
}

/// Where the longer of both columns is shortest.
qsizetype firstOfSecondColumn(const QList<ShortcutGroup>& groups) {
    std::vector<qsizetype> rows{0};  // of the groups before each
    for (const ShortcutGroup& group : groups) {
        rows.push_back(rows.back() + (group.keys.isEmpty() ? 0 : group.keys.size() + 2));
    }
    const auto longer = [&rows](qsizetype of) { return std::max(of, rows.back() - of); };
    const auto best = std::min_element(rows.begin(), rows.end(),
                                       [&](qsizetype a, qsizetype b) { return longer(a) < longer(b); });
    return best - rows.begin();
}

/// The groups in two columns of about the same height.
void fillPage(QWidget* page, const QList<ShortcutGroup>& groups) {
    auto* columns = new QHBoxLayout(page);
    columns->setContentsMargins(24, Metrics::kMargin, 24, 24);
    columns->setSpacing(40);
    const qsizetype first_of_second = firstOfSecondColumn(groups);
    QVBoxLayout* column = nullptr;
    for (qsizetype i = 0; i < groups.size(); ++i) {
        const ShortcutGroup& group = groups[i];
        if (column == nullptr || i == first_of_second) {
            if (column != nullptr) {
                column->addStretch(1);
            }
            column = new QVBoxLayout;
            column->setSpacing(0);
            columns->addLayout(column);
        }
        if (group.keys.isEmpty()) {
            continue;
        }
        auto* title = new QLabel(group.title, page);
        title->setProperty("role", "heading");
        title->setFixedHeight(40);
        column->addWidget(title);
        for (const auto& [what, keys] : group.keys) {
            addRow(column, what, keys, page);
        }
    }
    if (column != nullptr) {
        column->addStretch(1);
    }
}

}  // namespace

ShortcutSheet::ShortcutSheet(const QList<ShortcutGroup>& groups, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Keyboard shortcuts"));
    setProperty("sheet", true);
    auto* area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    auto* page = new QWidget(area);
    fillPage(page, groups);
    area->setWidget(page);
    auto* frame = new QVBoxLayout(this);
    frame->setContentsMargins(0, 0, 0, 0);
    frame->addWidget(area);
    const int bar = area->verticalScrollBar()->sizeHint().width();
    resize(fittingScreen(page->sizeHint() + QSize(bar, 2), *this));
}

}  // namespace priorscope
