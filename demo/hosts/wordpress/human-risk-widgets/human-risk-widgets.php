<?php
/**
 * Plugin Name: Human risk widgets
 * Description: Risk scores on any page, as shortcodes: [risk_score_card score="67" model="moxso" label="Ada Park"].
 * Version: 1.0.0
 * Requires at least: 6.1
 * Requires PHP: 7.4
 * License: MIT
 *
 * Lay the kit's `dist` folder beside this file. Editors who are not administrators may not write the elements themselves
 * (WordPress strips tags that it does not know), but everyone who writes posts may use shortcodes.
 */

namespace HumanRiskWidgets;

defined( 'ABSPATH' ) || exit;

/** One shortcode for each, with underscores. Those with `true` hold others: [risk_provider]…[/risk_provider]. */
const TAGS = array(
	'client-risk-compare' => false,
	'risk-breakdown'      => false,
	'risk-distribution'   => false,
	'risk-model-compare'  => false,
	'risk-movers'         => false,
	'risk-provider'       => true,
	'risk-ranking'        => false,
	'risk-report'         => false,
	'risk-score-card'     => false,
	'risk-trend'          => false,
	'risk-what-if'        => false,
);

/** What the elements know. Anything else, as `onclick` or `style`, an author could do harm with. */
const ATTRIBUTES = array(
	'api-base', 'as-of', 'audience', 'band', 'by', 'change', 'changes', 'chosen', 'client', 'compare',
	'department', 'expected-rows', 'forecast', 'history', 'job-role', 'label', 'layout', 'limit', 'link', 'live',
	'locale', 'mode', 'model', 'models', 'of', 'order', 'period', 'person', 'prepared-by', 'redact', 'refresh',
	'rows', 'score', 'search', 'selectable', 'short', 'sort', 'sound', 'src', 'theme', 'trend', 'variant',
	'window',
);

/** Addresses: http, https or the site's own. */
const ADDRESSES = array( 'src', 'api-base' );

function register() {
	$file = 'dist/human-risk-widgets.iife.js';
	// The build's own time as version: a new one is not taken out of a cache of the old.
	$version = is_readable( __DIR__ . "/$file" ) ? (string) filemtime( __DIR__ . "/$file" ) : null;
	wp_register_script( 'human-risk-widgets', plugins_url( $file, __FILE__ ), array(), $version, false );
	foreach ( TAGS as $tag => $holds ) {
		add_shortcode( str_replace( '-', '_', $tag ), __NAMESPACE__ . '\shortcode' );
	}
}
add_action( 'init', __NAMESPACE__ . '\register' );

/** In the head where a post has one: elements take their room before the page is first painted. */
function enqueue() {
	if ( ! is_singular() ) {
		return;
	}
	foreach ( TAGS as $tag => $holds ) {
		if ( has_shortcode( get_post()->post_content, str_replace( '-', '_', $tag ) ) ) {
			wp_enqueue_script( 'human-risk-widgets' );
			return;
		}
	}
}
add_action( 'wp_enqueue_scripts', __NAMESPACE__ . '\enqueue' );

/**
 * One element. `data="quarter"` asks PHP for what it shows, so that nothing needs a public address:
 *
 *     add_filter( 'human_risk_widgets_data', function ( $data, $name ) {
 *         return 'quarter' === $name && current_user_can( 'read_private_posts' ) ? my_records() : $data;
 *     }, 10, 2 );
 *
 * What it returns is printed into the page, so decide there who may have it. Without any the element says what is missing.
 * `align="wide"` or `"full"` is as in the block editor.
 */
function shortcode( $given, $content, $shortcode ) {
	// Elsewhere than in a post, as in a widget or a template, it is loaded at the page's end.
	wp_enqueue_script( 'human-risk-widgets' );
	$tag   = str_replace( '_', '-', $shortcode );
	$given = (array) $given;
	$class = isset( $given['align'] ) && in_array( $given['align'], array( 'wide', 'full' ), true ) ? "align{$given['align']}" : '';
	// A theme's distances for what is inside a provider, which has no box of its own.
	$own  = TAGS[ $tag ] ? 'is-layout-flow' : $class;
	$html = "<$tag" . ( $own ? " class=\"$own\"" : '' );
	foreach ( $given as $name => $value ) {
		// [risk_score_card selectable]: WordPress numbers what has no value.
		list( $name, $value ) = is_int( $name ) ? array( strtolower( $value ), '' ) : array( $name, $value );
		if ( in_array( $name, ATTRIBUTES, true ) ) {
			$value = in_array( $name, ADDRESSES, true ) ? esc_url( $value ) : esc_attr( $value );
			$html .= " $name=\"$value\"";
		}
	}
	$html .= '>';
	$data  = isset( $given['data'] ) ? apply_filters( 'human_risk_widgets_data', null, $given['data'], $tag ) : null;
	// No "<" inside: no text of the data ends the script.
	$json = null === $data ? '' : '<script type="application/json">' . wp_json_encode( $data, JSON_HEX_TAG | JSON_HEX_AMP ) . '</script>';
	if ( ! TAGS[ $tag ] ) {
		return "$html$json</$tag>";
	}
	// WordPress put each line of the post into a paragraph or behind a line break: elements stand among its blocks instead.
	$content = preg_replace( '#(<p>|<br\s*/?>|\s)*(\[/?(client_)?risk_[^\]]*\])(</p>|<br\s*/?>|\s)*#', '$2', (string) $content );
	$content = do_shortcode( preg_replace( '#^\s*</p>|<p>\s*$#', '', $content ) );
	return "<div class=\"wp-block-group $class\">$html$content$json</$tag></div>";
}
