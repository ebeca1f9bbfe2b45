#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QWidgetAction>
#include <cmath>

#include "core/priors/prior_edit.hpp"
#include "widgets/priors/layout_inspector.hpp"

namespace priorscope {
namespace {

constexpr int kLeastChip = 12;  ///< px; many ratios in one row share the width there is

constexpr double kScaleMost = 1.1;
constexpr double kScaleStep = 0.005;

QString ratioText(float ratio) {
    return QString::number(std::round(ratio * 100.0F) / 100.0F);
}

}  // namespace

MapBlock::MapBlock(PriorDocument& document, std::size_t map, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_document(document), m_map(map), m_theme(theme) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kMargin, 6, Metrics::kMargin, 8);
    column->setSpacing(4);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(28, 0, 0, 0);
    m_name = new ElidedLabel(QString(), this);
    m_name->setProperty("role", "strong");
    m_name->setFixedHeight(Metrics::kRow);
    m_cells = new FigureLabel(this);
    m_cells->setToolTip(tr("Rows × columns of cells; each cell has the same priors"));
    m_priors = new FigureLabel(this);
    m_priors->setMinimumWidth(64);
    m_priors->setToolTip(tr("Priors of this feature map: cells × priors of a cell"));
    head->addWidget(m_name, 1);
    head->addWidget(m_cells);
    head->addSpacing(Metrics::kMargin);
    head->addWidget(m_priors);
    column->addLayout(head);
    buildScale(theme);
    column->addWidget(m_scale);
    buildRatios();
    column->addLayout(m_chip_row);
    refresh();
}

void MapBlock::buildScale(const Theme& theme) {
    m_scale = new LabeledSlider(theme, tr("Scale"), 0.005, kScaleMost, kScaleStep, 3, this);
    m_scale->setDescription(tr("Side of the square prior as a share of the network's input (s_k)"));
    m_scale->slider()->installEventFilter(this);
    m_scale->spinBox()->installEventFilter(this);
    for (QLineEdit* edit : m_scale->findChildren<QLineEdit*>()) {
        edit->installEventFilter(this);
    }
    connect(m_scale, &LabeledSlider::gestureStarted, this, [this] {
        Q_EMIT selected();
        m_document.beginGesture();
    });
    connect(m_scale, &LabeledSlider::gestureFinished, &m_document, &PriorDocument::endGesture);
    connect(m_scale, &LabeledSlider::valueChanged, this, [this](double value) {
        editMap(tr("scale of %1").arg(m_name->text()), [this, value](PriorConfig& config) {
            setMapScale(config, m_map, static_cast<float>(value));
        });
    });
}

void MapBlock::buildRatios() {
    m_chip_row = new QHBoxLayout;
    m_chip_row->setContentsMargins(0, 0, 0, 0);
    m_chip_row->setSpacing(4);
    auto* label = new QLabel(tr("Ratios"), this);
    label->setProperty("role", "second");
    label->setToolTip(tr("Width : height. Each ratio comes with its reciprocal."));
    auto* square = new Chip(QStringLiteral("1"), this);
    square->setMinimumWidth(kLeastChip);
    square->setEnabled(false);
    square->setToolTip(tr("The square prior at the scale; every cell has it"));
    m_extra = new Chip(QStringLiteral("1′"), this);
    m_extra->setMinimumWidth(kLeastChip);
    m_extra->setCheckable(true);
    m_extra->setToolTip(tr("A second square prior at sqrt(s_k · s_k+1): on or off"));
    m_extra->setAccessibleName(tr("Second square prior"));
    m_add = new Chip(QStringLiteral("+"), this);
    m_add->setMinimumWidth(kLeastChip);
    m_add->setDashed(true);
    m_add->setToolTip(tr("Add a ratio and its reciprocal"));
    m_add->setAccessibleName(tr("Add a ratio"));
    m_add->setMenu(new QMenu(m_add));
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_chip_row->addWidget(label);
    m_chip_row->addSpacing(4);
    m_chip_row->addWidget(square);
    m_chip_row->addWidget(m_extra);
    m_chip_row->addWidget(m_add);
    m_chip_row->addStretch(1);
    connect(m_extra, &Chip::clicked, this, [this](bool on) {
        editMap(tr("second square prior of %1").arg(m_name->text()),
                [this, on](PriorConfig& config) { setMapExtra(config, m_map, on); });
    });
    connect(m_add->menu(), &QMenu::aboutToShow, this, &MapBlock::fillAddMenu);
}

void MapBlock::fillAddMenu() {
    QMenu* menu = m_add->menu();
    menu->clear();
    const auto add = [this](double ratio) {
        editMap(tr("ratio %1 of %2").arg(ratio).arg(m_name->text()), [this, ratio](PriorConfig& config) {
            addMapRatio(config, m_map, static_cast<float>(ratio));
        });
    };
    for (const double ratio : {1.5, 2.0, 2.5, 3.0, 4.0, 5.0}) {
        const bool is_there = std::any_of(m_shown_ratios.begin(), m_shown_ratios.end(), [ratio](float each) {
            return std::abs(static_cast<double>(each) - ratio) < 1e-3;
        });
        if (!is_there) {
            menu->addAction(QStringLiteral("%1, 1/%1").arg(ratio), this, [add, ratio] { add(ratio); });
        }
    }
    auto* holder = new QWidget(menu);
    auto* row = new QHBoxLayout(holder);
    row->setContentsMargins(Metrics::kMargin, 4, Metrics::kGap, 4);
    auto* box = new QDoubleSpinBox(holder);
    box->setRange(0.1, 10.0);
    box->setSingleStep(0.05);
    box->setValue(1.75);
    box->setAccessibleName(tr("Another ratio"));
    auto* button = new QPushButton(tr("Add"), holder);
    row->addWidget(box, 1);
    row->addWidget(button);
    auto* other = new QWidgetAction(menu);
    other->setDefaultWidget(holder);
    menu->addSeparator();
    menu->addAction(other);
    connect(button, &QPushButton::clicked, this, [menu, box, add] {
        menu->close();
        add(box->value());
    });
}

void MapBlock::editMap(const QString& text, const std::function<void(PriorConfig&)>& change) {
    PriorConfig config = m_document.config();
    change(config);
    m_document.edit(text, config);
}

void MapBlock::refresh() {
    const PriorMap& map = m_document.config().maps.at(m_map);
    m_name->setText(map.name.empty() ? tr("map %1").arg(m_map + 1) : QString::fromStdString(map.name));
    m_cells->setText(QStringLiteral("%1 × %2").arg(map.rows).arg(map.cols));
    m_priors->setText(countText(map.count()));
    const auto scale = static_cast<double>(map.scale);
    if (std::abs(m_scale->value() - scale) > 1e-6) {
        m_scale->setValue(scale);
    }
    const auto& base = m_document.baseline().maps;
    if (m_map < base.size() && std::abs(base[m_map].scale - map.scale) > 1e-5F) {
        m_scale->setBaseline(static_cast<double>(base[m_map].scale));
    } else {
        m_scale->clearBaseline();
    }
    m_extra->setChecked(map.extra_scale > 0.0F);
    refreshRatios(map);
}

void MapBlock::refreshRatios(const PriorMap& map) {
    if (map.ratios == m_shown_ratios) {
        return;
    }
    m_shown_ratios = map.ratios;
    for (Chip* chip : std::exchange(m_ratios, {})) {
        chip->hide();
        chip->deleteLater();  // it may be the one whose click is being handled
    }
    int place = m_chip_row->indexOf(m_add);
    for (const float ratio : map.ratios) {
        auto* chip = new Chip(QStringLiteral("%1, 1/%1").arg(ratioText(ratio)), this);
        chip->setMinimumWidth(kLeastChip);
        chip->setRemovable(true);
        chip->setToolTip(tr("Remove this ratio and its reciprocal"));
        connect(chip, &Chip::removeRequested, this, [this, ratio] {
            editMap(tr("ratio %1 of %2").arg(ratioText(ratio), m_name->text()),
                    [this, ratio](PriorConfig& config) { removeMapRatio(config, m_map, ratio); });
        });
        m_chip_row->insertWidget(place++, chip);
        m_ratios << chip;
    }
}

void MapBlock::setTheme(const Theme& theme) {
    m_theme = theme;
    m_scale->setTheme(theme);
    update();
}

void MapBlock::setSelected(bool selected) {
    m_is_selected = selected;
    update();
}

void MapBlock::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), m_is_selected ? m_theme.hover : m_theme.window);
    if (m_is_selected) {
        painter.fillRect(QRect(0, 0, 3, height()), m_theme.text);
    }
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.hairline);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF tag(Metrics::kMargin, 9.0, 18.0, 18.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.mapColor(static_cast<int>(m_map)));
    painter.drawRoundedRect(tag, 3.0, 3.0);
    painter.setFont(m_theme.strongFont());
    painter.setPen(m_theme.base);
    painter.drawText(tag, Qt::AlignCenter, QString::number(m_map + 1));
}

void MapBlock::mousePressEvent(QMouseEvent* /*event*/) {
    Q_EMIT selected();
}

bool MapBlock::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn) {
        Q_EMIT selected();
    } else if (event->type() == QEvent::ShortcutOverride) {
        // Undo and redo are those of the layout, not of the text in the box.
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace priorscope
